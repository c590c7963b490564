import type { JsonValue } from '@seatrial/core'
import type { Position } from '../../input-error.ts'
import type { FieldPath } from '../paths/field-path.ts'

/**
 * One document of an input: its value as plain JSON, and where everything stands in the text, if there
 * is one.
 */
export interface SourceDocument {
  readonly file: string
  readonly value: JsonValue
  /** Where the value at `path` begins; for a path that leads nowhere, its deepest existing parent. */
  valuePosition(path: FieldPath): Position | undefined
  /** Where the last key of `path` stands; for a path that leads nowhere, as `valuePosition`. */
  keyPosition(path: FieldPath): Position | undefined
}
