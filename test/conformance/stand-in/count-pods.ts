import { type JsonValue, isSameJson } from '@seatrial/core'
import type { TraceEntry } from './trace-recorder.ts'

/** One line of the order-free counts: instant, pods by state, pods by revision, fields of the set. */
type CountLine = readonly [number, Counts, Counts, Record<string, JsonValue>]
type Counts = Record<string, number>
type Fields = Record<string, JsonValue>

/** The numbers of pods per state over time, one line for each instant at which one of them changed. */
export function countPods(
  trace: readonly TraceEntry[],
  controller: 'StatefulSet' | 'DaemonSet',
): readonly JsonValue[] {
  const pods = new Map<string, Fields>()
  let set: Fields = {}
  const lines: CountLine[] = []
  trace.forEach((entry, index) => {
    const [time, verb, kind] = entry
    if (kind === 'Pod') follow(pods, entry)
    if (kind === controller) set = verb === 'DELETED' ? {} : after(set, entry[4])
    if (trace[index + 1]?.[0] === time) return
    const line: CountLine = [time, countStates(pods), countRevisions(pods), set]
    const last = lines.at(-1)
    if (last === undefined || !isSameJson(last.slice(1), line.slice(1))) lines.push(line)
  })
  return lines
}

function follow(pods: Map<string, Fields>, [, verb, , name, what]: TraceEntry): void {
  if (verb === 'DELETED') pods.delete(name)
  else pods.set(name, after(pods.get(name) ?? {}, what))
}

/** The fields after a change; null takes a field away. */
function after(fields: Fields, changes: Fields): Fields {
  const next: Fields = { ...fields }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete next[key]
    else next[key] = value
  }
  return next
}

function countStates(pods: ReadonlyMap<string, Fields>): Counts {
  const counts: Counts = {}
  for (const pod of pods.values()) {
    add(counts, 'pods', true)
    add(counts, 'unbound', pod['node'] === undefined)
    add(counts, String(pod['phase']).toLowerCase(), true)
    add(counts, 'ready', pod['ready'] === true)
    add(counts, 'deleting', pod['deleting'] === true)
  }
  return counts
}

function countRevisions(pods: ReadonlyMap<string, Fields>): Counts {
  const counts: Counts = {}
  for (const pod of pods.values()) add(counts, String(pod['rev']), pod['rev'] !== '')
  return counts
}

function add(counts: Counts, key: string, applies: boolean): void {
  if (applies) counts[key] = (counts[key] ?? 0) + 1
}
