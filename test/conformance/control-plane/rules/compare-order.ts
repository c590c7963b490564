import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { TraceExpectation } from '../trace-case.ts'
import { type Mark, marksOf } from './marks.ts'

/** Rule 3: every recorded order holds, and what one thing triggers follows it at the same instant. */
export function compareOrder(
  { before, triggers }: TraceExpectation,
  trace: ReplayedTrace,
): readonly Difference[] {
  const marks = marksOf(trace)
  const differences: Difference[] = []
  for (const [first, second] of before) {
    const problem = orderProblem(marks.get(first), marks.get(second))
    if (problem !== undefined) {
      differences.push({ path: 'before', expected: `${first} < ${second}`, got: problem })
    }
  }
  for (const [cause, effect] of triggers) {
    const problem = triggerProblem(marks.get(cause), marks.get(effect))
    if (problem !== undefined) {
      differences.push({ path: 'triggers', expected: `${cause} → ${effect}`, got: problem })
    }
  }
  return differences
}

function orderProblem(first: Mark | undefined, second: Mark | undefined): string | undefined {
  if (first === undefined || second === undefined) return missing(first, second)
  return first.place < second.place ? undefined : `at ${first.t} s and ${second.t} s`
}

function triggerProblem(cause: Mark | undefined, effect: Mark | undefined): string | undefined {
  if (cause === undefined || effect === undefined) return missing(cause, effect)
  const isAtOnce = cause.place < effect.place && cause.t === effect.t
  return isAtOnce ? undefined : `at ${cause.t} s and ${effect.t} s`
}

function missing(first: Mark | undefined, second: Mark | undefined): string {
  return `${first === undefined ? 'the first' : 'the second'} never happened${
    first === undefined && second === undefined ? ', nor the second' : ''
  }`
}
