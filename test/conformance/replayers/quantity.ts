import {
  type JsonObject,
  type JsonValue,
  type Quantity,
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  quantityMilliValue,
  quantitySign,
  quantityValue,
  subtractQuantities,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

/** Also amounts beyond 9e15 are compared: our code overflows where the real one does. */
export const quantityReplayer: Replayer = {
  kind: 'quantity',
  replay(testCase, profile) {
    const { quantity, other } = testCase.given
    return judge(compareJson(expectedFields(testCase, profile), describe(quantity!, other)))
  },
}

function describe(json: JsonValue, otherJson: JsonValue | undefined): JsonObject {
  const quantity = parseQuantity(json)
  if (quantity === undefined) return { valid: false }
  const other = otherJson === undefined ? undefined : parseQuantity(otherJson)
  return {
    valid: true,
    canonical: formatQuantity(quantity),
    format: quantity.format,
    sign: quantitySign(quantity),
    value: String(quantityValue(quantity)),
    milliValue: String(quantityMilliValue(quantity)),
    ...(other !== undefined && describePair(quantity, other)),
  }
}

function describePair(left: Quantity, right: Quantity): JsonObject {
  return {
    compare: compareQuantities(left, right),
    sum: formatQuantity(addQuantities(left, right)),
    difference: formatQuantity(subtractQuantities(left, right)),
  }
}
