import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { TraceExpectation } from '../trace-case.ts'

/**
 * Rule 4: what happens to several objects at a time happens to the same ones, in whatever order: the
 * objects of the replay are those that every run had, and no others than some run had.
 */
export function compareSets(
  { trace, stableObjects, commonOfUnstable, otherRuns }: TraceExpectation,
  replayed: ReplayedTrace,
): readonly Difference[] {
  const always = [...stableObjects, ...Object.keys(commonOfUnstable)]
  const sometimes = new Set([...trace.map(({ o }) => o), ...Object.keys(otherRuns)])
  const ours = new Set(replayed.changes.filter(({ v }) => v !== 'RUN').map(({ o }) => o))
  const missing = always.filter((name) => !ours.has(name))
  const added = [...ours].filter((name) => !sometimes.has(name))
  return [
    ...missing.map((path) => ({ path, expected: 'an object of every run', got: undefined })),
    ...added.map((path) => ({ path, expected: undefined, got: 'an object of no run' })),
  ]
}
