import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { TraceExpectation } from '../trace-case.ts'
import { type Mark, causesOf, marksOf } from './marks.ts'

/** Recorded times are those of a wall clock, and those of the commands their start. */
const CLOCK_SLACK_SECONDS = 0.5

/** An effect follows its cause at the same instant, but for the latencies of the control plane, if any. */
const AT_ONCE_SECONDS = 0.1

/** Rule 3: every recorded order holds, and what one thing triggers follows it at the same instant. */
export function compareOrder(
  { before, triggers }: TraceExpectation,
  trace: ReplayedTrace,
): readonly Difference[] {
  const marks = marksOf(trace.changes)
  const causes = causesOf(trace.changes)
  const differences: Difference[] = []
  for (const [first, second] of before) {
    const problem = orderProblem(marks, first, second)
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

function orderProblem(
  marks: ReadonlyMap<string, Mark>,
  first: string,
  second: string,
): string | undefined {
  const [one, other] = [marks.get(first), marks.get(second)]
  if (one === undefined || other === undefined) return 'one of them never happened'
  const isTie = one.t === other.t && areOfOneBatch(first, second)
  return one.place < other.place || isTie ? undefined : `at ${one.t} s and ${other.t} s`
}

/** Pods of one set that are handled at one instant are concurrent (rule 4). */
function areOfOneBatch(first: string, second: string): boolean {
  const [one, other] = [podOf(first), podOf(second)]
  return one !== undefined && other !== undefined && one.set === other.set && one.pod !== other.pod
}

/** `Pod/web-6#2 bound` is about a pod of the set web, `Pod/agent@node-1#1 gone` about one of agent. */
function podOf(mark: string): { readonly set: string; readonly pod: string } | undefined {
  const pod = /^Pod\/([^#\s]+)/.exec(mark)?.[1]
  const set = pod?.replace(/(?:@.*|-\d+)$/, '')
  return pod === undefined || set === undefined || set === pod ? undefined : { set, pod }
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
  const isCause = ({ place, t }: Mark): boolean =>
    place < effect.place && effect.t - t < AT_ONCE_SECONDS
  if (named.some(isCause)) return undefined
  const isNear = ({ t }: Mark): boolean => Math.abs(t - effect.t) <= CLOCK_SLACK_SECONDS
  const others = [...causes.values()].flat()
  if (named.some(isNear) && others.some(isCause)) return undefined
  return `at ${named.map(({ t }) => t).join(', ')} s and ${effect.t} s`
}
