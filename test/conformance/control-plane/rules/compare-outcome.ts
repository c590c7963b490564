import { type JsonValue, jsonAt } from '@seatrial/core'
import { type Difference, compareJson } from '../../compare-json.ts'
import type { ReplayedEvent, ReplayedTrace } from '../replayed-trace.ts'
import type { RecordedEvent, TraceExpectation, TraceGiven } from '../trace-case.ts'
import { maskSuffixes } from './mask-text.ts'

/**
 * Rule 5: the same end state, and the same Events as often. Events about nodes of an earlier recording on
 * the same control plane are no part of this one.
 */
export function compareOutcome(
  given: TraceGiven,
  expected: TraceExpectation,
  trace: ReplayedTrace,
): readonly Difference[] {
  const differences: Difference[] = []
  for (const [name, object] of Object.entries(expected.final)) {
    differences.push(...compareJson(object, trace.final[name], `final ${name}`))
  }
  const known = new Set([
    ...expected.trace.map(({ o }) => o),
    ...given.initialNodes.map((node) => `Node/${String(jsonAt(node, 'metadata', 'name'))}`),
  ])
  const events = expected.events.filter(({ about }) => known.has(about))
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
  const combined = combinedGroups([...expected, ...got])
  const differences: Difference[] = []
  for (const [key, events] of wanted) {
    const count = counts.get(key) ?? 0
    const [least, most] = combined.has(groupOf(events[0]!)) ? ANY_COUNT : countsOf(events)
    if (count >= least && count <= most) continue
    const times: JsonValue = least === most ? least : [least, most]
    differences.push({ path: `event ${key}`, expected: times, got: count })
  }
  return differences
}

/** The count of such an Event runs on from earlier pods of the same name. */
const UNCOUNTED_REASONS: readonly string[] = ['TaintManagerEviction']

/**
 * Told again with every look at something that waits. How many looks fall into the wait differs by one from
 * run to run of the same case, and from case to case in the same situation.
 */
const REPEATED_REASONS: readonly string[] = ['ExternalProvisioning', 'FailedScheduling']

/**
 * From the tenth message on the Events of one object and reason are merged, and which of the earlier ones
 * still counts up by itself is chance: of such Events only some must be there.
 */
const ANY_COUNT = [0, Infinity] as const

type AnyEvent = Pick<ReplayedEvent, 'about' | 'type' | 'reason' | 'message' | 'from'>

function combinedGroups(events: readonly AnyEvent[]): ReadonlySet<string> {
  const combined = events.filter(({ message }) => message.startsWith('(combined'))
  return new Set(combined.map(groupOf))
}

function groupOf({ from, about, type, reason }: AnyEvent): string {
  return `${from} ${about} ${type} ${reason}`
}

/** Events whose random name parts are masked may be one and the same. */
function countsOf(events: readonly RecordedEvent[]): readonly [number, number] {
  let least = 0
  let most = 0
  for (const { times = 1, notAlways, reason } of events) {
    const [low, high] = typeof times === 'number' ? [times, times] : times
    const isUncounted = notAlways === true || UNCOUNTED_REASONS.includes(reason)
    const slack = REPEATED_REASONS.includes(reason) ? 1 : 0
    least += notAlways === true ? 0 : isUncounted ? 1 : Math.max(1, low - slack)
    most += isUncounted ? Infinity : high + slack
  }
  return [least, most]
}

function keyOf({ about, type, reason, message, from }: ReplayedEvent | RecordedEvent): string {
  return `${from} ${about} ${type} ${reason} ${maskSuffixes(message)}`
}
