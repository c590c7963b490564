import type { JsonValue } from '@seatrial/core'
import type { FieldPath } from './field-path.ts'

/** A value of a document and the way to it. */
export interface PlacedValue {
  readonly path: FieldPath
  readonly value: JsonValue | undefined
}

/** The elements of a list with their paths, or the value itself where a list may be left out. */
export function placedElements(
  value: JsonValue | undefined,
  path: FieldPath,
): readonly PlacedValue[] {
  if (!Array.isArray(value)) return [{ path, value }]
  return value.map((element: JsonValue, index) => ({ path: [...path, index], value: element }))
}
