import { type JsonValue, isJsonObject } from '@seatrial/core'
import { InputError } from '../../input-error.ts'
import { type FieldPath, valueAt } from '../paths/field-path.ts'
import type { Resolved } from '../scenario/resolution-context.ts'
import { type Target, resolveTarget } from './target.ts'
import { valueProblem } from './value-problem.ts'
import type { VariationContext } from './variation-context.ts'

/** One dimension of a cartesian product. */
export interface Axis {
  readonly target: Target
  readonly values: readonly JsonValue[]
}

const VARY: FieldPath = ['spec', 'vary']

/**
 * The axes of `spec.vary`, in the order of the file: every list is one. A value that is a list
 * itself is wrapped: `{ value: [a, b] }`. What is no tree of lists is left to the schema to report.
 */
export function readAxes(context: VariationContext): Resolved<readonly Axis[]> {
  const axes: Axis[] = []
  const errors: InputError[] = []
  for (const { keys, list } of listsBelow(valueAt(context.document.value, VARY), [])) {
    const place = [...VARY, ...keys]
    const target = resolveTarget(context, keys, place)
    if (target instanceof InputError) {
      errors.push(target)
      continue
    }
    const values = list.map(unwrap)
    for (const [index, value] of values.entries()) {
      const problem = valueProblem(context, target, value, [...place, index])
      if (problem !== undefined) errors.push(problem)
    }
    axes.push({ target, values })
  }
  return { value: axes, errors }
}

interface PlacedList {
  readonly keys: readonly string[]
  readonly list: readonly JsonValue[]
}

function* listsBelow(value: JsonValue | undefined, keys: readonly string[]): Generator<PlacedList> {
  if (Array.isArray(value)) yield { keys, list: value as readonly JsonValue[] }
  if (!isJsonObject(value)) return
  for (const [key, child] of Object.entries(value)) yield* listsBelow(child, [...keys, key])
}

function unwrap(value: JsonValue): JsonValue {
  const isWrapped = isJsonObject(value) && Object.keys(value).join() === 'value'
  return isWrapped ? value['value']! : value
}
