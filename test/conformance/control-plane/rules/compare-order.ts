import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { TraceExpectation } from '../trace-case.ts'
import { type Mark, causesOf, marksOf } from './marks.ts'

/** Recorded times are those of a wall clock, and those of the commands their start. */
const CLOCK_SLACK_SECONDS = 0.5

/** Rule 3: every recorded order holds, and what one thing triggers follows it at the same instant. */
export function compareOrder(
  { before, triggers }: TraceExpectation,
  trace: ReplayedTrace,
): readonly Difference[] {
  const marks = marksOf(trace)
  const causes = causesOf(trace)
  const differences: Difference[] = []
  for (const [first, second] of before) {
    const problem = orderProblem(marks.get(first), marks.get(second))
    if (problem !== undefined) {
      differences.push({ path: 'before', expected: `${first} < ${second}`, got: problem })
    }
  }
  for (const [cause, effect] of triggers) {
    const problem = triggerProblem(cause, marks.get(effect), causes)
    if (problem !== undefined) {
      differences.push({ path: 'triggers', expected: `${cause} → ${effect}`, got: problem })
    }
  }
  return differences
}

function orderProblem(first: Mark | undefined, second: Mark | undefined): string | undefined {
  if (first === undefined || second === undefined) return 'one of them never happened'
  return first.place < second.place ? undefined : `at ${first.t} s and ${second.t} s`
}

/**
 * The recording takes for the cause what lay next to the effect. Where that is no further from the real
 * cause than the clock can tell, the effect may follow that one.
 */
function triggerProblem(
  cause: string,
  effect: Mark | undefined,
  causes: ReadonlyMap<string, readonly Mark[]>,
): string | undefined {
  const named = causes.get(cause) ?? []
  if (effect === undefined || named.length === 0) return 'one of them never happened'
  const isCause = ({ place, t }: Mark): boolean => place < effect.place && t === effect.t
  if (named.some(isCause)) return undefined
  const isNear = ({ t }: Mark): boolean => Math.abs(t - effect.t) <= CLOCK_SLACK_SECONDS
  const others = [...causes.values()].flat()
  if (named.some(isNear) && others.some(isCause)) return undefined
  return `at ${named.map(({ t }) => t).join(', ')} s and ${effect.t} s`
}
