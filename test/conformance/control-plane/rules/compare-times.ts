import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { TraceExpectation, TraceGiven } from '../trace-case.ts'
import { type MarkedChange, marksOf } from './marks.ts'

/** Recorded times are rounded to 0.1 s, and those of commands are their start. */
const ROUNDING_SECONDS = 0.25

/** The pod collector passes every 20 s, and nobody wrote down when. */
const COLLECTOR_PERIOD_SECONDS = 20

/**
 * Rule 1: a control plane without latencies is early or on time, never late. How early is not compared:
 * the recordings were made by the wall clock of a busy machine.
 */
export function compareTimes(
  given: TraceGiven,
  { trace }: TraceExpectation,
  replayed: ReplayedTrace,
): readonly Difference[] {
  const slack = ROUNDING_SECONDS + unknownSeconds(given)
  const ours = timesOf(replayed.changes)
  const differences: Difference[] = []
  for (const [name, times] of timesOf(trace)) {
    const ourTimes = ours.get(name) ?? []
    for (const [index, t] of times.entries()) {
      const ourTime = ourTimes[index]
      if (ourTime === undefined || ourTime <= t + slack) continue
      differences.push({ path: name, expected: `by ${t} s`, got: `at ${ourTime} s` })
    }
  }
  return differences
}

/** When each mark happened, early ones first; of a DaemonSet any pod's, because its nodes' order is left open. */
function timesOf(changes: readonly MarkedChange[]): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>()
  for (const [name, { t }] of marksOf(changes)) {
    const anyPod = name.replace(/@[^ ]+/, '')
    times.set(
      anyPod,
      [...(times.get(anyPod) ?? []), t].toSorted((a, b) => a - b),
    )
  }
  return times
}

/**
 * How much later something may come because nobody knows when a period began: pods of nodes that are gone or
 * out of service are removed by the collector, and a kubelet that is back waits for its lease.
 */
function unknownSeconds({ script, flags }: TraceGiven): number {
  const commands = script.map(({ run = '' }) => run)
  if (commands.some((run) => /delete node|out-of-service/.test(run)))
    return COLLECTOR_PERIOD_SECONDS
  const isPowerBack = commands.some((run) => run.startsWith('power comes back'))
  return isPowerBack ? Number(flags['nodeLeaseSeconds']) : 0
}
