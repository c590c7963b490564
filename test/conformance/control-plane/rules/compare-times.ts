import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { TraceExpectation } from '../trace-case.ts'

/** Rule 1: times are not compared. Nothing may happen before its time, which the commands give. */
export function compareTimes(
  _expected: TraceExpectation,
  _trace: ReplayedTrace,
): readonly Difference[] {
  return []
}
