import type { JsonValue } from '@seatrial/core'
import { type Difference, compareJson } from '../../compare-json.ts'
import type { ReplayedEvent, ReplayedTrace } from '../replayed-trace.ts'
import type { RecordedEvent, TraceExpectation } from '../trace-case.ts'
import { maskSuffixes } from './mask-text.ts'

/** Rule 5: the same end state, and the same Events as often. */
export function compareOutcome(
  { final, events }: TraceExpectation,
  trace: ReplayedTrace,
): readonly Difference[] {
  const differences: Difference[] = []
  for (const [name, expected] of Object.entries(final)) {
    differences.push(...compareJson(expected, trace.final[name], `final ${name}`))
  }
  return [...differences, ...compareEvents(events, trace.events)]
}

function compareEvents(
  expected: readonly RecordedEvent[],
  got: readonly ReplayedEvent[],
): readonly Difference[] {
  const counts = new Map<string, number>()
  for (const event of got) counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1)
  const wanted = new Map<string, RecordedEvent[]>()
  for (const event of expected)
    wanted.set(keyOf(event), [...(wanted.get(keyOf(event)) ?? []), event])
  const differences: Difference[] = []
  for (const [key, events] of wanted) {
    const count = counts.get(key) ?? 0
    const [least, most] = countsOf(events)
    if (count >= least && count <= most) continue
    const times: JsonValue = least === most ? least : [least, most]
    differences.push({ path: `event ${key}`, expected: times, got: count })
  }
  return differences
}

/** Events whose random name parts are masked may be one and the same. */
function countsOf(events: readonly RecordedEvent[]): readonly [number, number] {
  let least = 0
  let most = 0
  for (const { times = 1, notAlways, reason } of events) {
    const [low, high] = typeof times === 'number' ? [times, times] : times
    if (reason === 'TaintManagerEviction') {
      least += 1
      most = Infinity
      continue
    }
    least += notAlways === true ? 0 : low
    most += high
  }
  return [least, most]
}

function keyOf({ about, type, reason, message, from }: ReplayedEvent | RecordedEvent): string {
  return `${from} ${about} ${type} ${reason} ${maskSuffixes(message)}`
}
