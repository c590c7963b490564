import { type ComparedChange, differingFields } from './compared-change.ts'
import type { RecordedRun } from './recorded-run.ts'

/** The first place at which two runs store something else, and what. */
export interface FoundDifference {
  readonly index: number
  /** Undefined when that run is over before this place. */
  readonly a: ComparedChange | undefined
  readonly b: ComparedChange | undefined
  readonly fields: readonly string[]
}

/** Lays two runs side by side, change by change; undefined when they are alike to their end. */
export function findDifference(one: RecordedRun, other: RecordedRun): FoundDifference | undefined {
  for (let index = 0; ; index++) {
    const a = one.changeAt(index)
    const b = other.changeAt(index)
    if (a === undefined && b === undefined) return undefined
    const fields = differingFields(a, b)
    if (fields.length > 0) return { index, a, b, fields }
  }
}

/** True when two runs are alike up to that place, it included. */
export function areAlikeUpTo(index: number, one: RecordedRun, other: RecordedRun): boolean {
  for (let place = 0; place <= index; place++) {
    const a = one.changeAt(place)
    const b = other.changeAt(place)
    if (differingFields(a, b).length > 0) return false
    if (a === undefined) return true
  }
  return true
}
