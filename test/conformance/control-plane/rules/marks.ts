import { type JsonObject, type JsonValue, jsonAt } from '@seatrial/core'

/** A stored change, or a command. */
export interface MarkedChange {
  readonly t: number
  readonly o: string
  readonly v: string
  readonly s: JsonObject
}

/** Where something noteworthy happened in a trace. */
export interface Mark {
  /** The place among all changes. */
  readonly place: number
  /** Seconds since the start. */
  readonly t: number
}

/** The marks of a trace by their names: `Pod/web-0 ready`, `command 3`; of repeated ones the first. */
export function marksOf(changes: readonly MarkedChange[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>()
  const readyCounts = new Map<string, number>()
  for (const { name, mark } of allMarks(changes)) {
    if (!name.endsWith(' ready')) {
      if (!marks.has(name)) marks.set(name, mark)
      continue
    }
    const count = readyCounts.get(name) ?? 0
    readyCounts.set(name, count + 1)
    marks.set(count === 0 ? name : `${name} again ${count}`, mark)
  }
  return marks
}

/** Everything that can be a cause, by its name, as often as it happened. */
export function causesOf(changes: readonly MarkedChange[]): ReadonlyMap<string, readonly Mark[]> {
  const causes = new Map<string, Mark[]>()
  for (const { name, mark } of allMarks(changes)) {
    const marks = causes.get(name) ?? []
    marks.push(mark)
    causes.set(name, marks)
  }
  return causes
}

interface NamedMark {
  readonly name: string
  readonly mark: Mark
}

function allMarks(changes: readonly MarkedChange[]): readonly NamedMark[] {
  const marks: NamedMark[] = []
  const summaries = new Map<string, JsonObject>()
  for (const [place, { t, o, v, s }] of changes.entries()) {
    const before = summaries.get(o) ?? {}
    summaries.set(o, { ...before, ...s })
    for (const what of marksIn(o, v, s, before)) {
      marks.push({ name: what === '' ? o : `${o} ${what}`, mark: { place, t } })
    }
  }
  return marks
}

function marksIn(
  object: string,
  verb: string,
  s: JsonObject,
  before: JsonObject,
): readonly string[] {
  if (verb === 'RUN') return ['']
  return [
    ...(verb === 'ADDED' ? ['created'] : []),
    ...(s['deleting'] === true ? ['deleting'] : []),
    ...marksOfKind(object.split('/')[0] ?? '', s, before),
    ...(verb === 'DELETED' ? ['gone'] : []),
  ]
}

function marksOfKind(kind: string, s: JsonObject, before: JsonObject): readonly string[] {
  switch (kind) {
    case 'Pod':
      return podMarks(s, before)
    case 'Node':
      return [
        ...(isText(s['ready']) ? [`ready ${s['ready'].split(':')[0]}`] : []),
        ...newTaints(s['taints'], before['taints']).map((taint) => `taint ${taint}`),
      ]
    case 'PersistentVolumeClaim':
      return s['phase'] === 'Bound' ? ['bound'] : []
    default:
      return []
  }
}

function podMarks(s: JsonObject, before: JsonObject): readonly string[] {
  const { node, phase } = s
  const wasReady = jsonAt(before, 'conditions', 'Ready') === 'True'
  const isReady = jsonAt(s, 'conditions', 'Ready') === 'True'
  return [
    ...(isText(node) ? ['bound'] : []),
    ...(phase === 'Running' ? ['running'] : []),
    ...(isReady && !wasReady ? ['ready'] : []),
    ...(phase === 'Succeeded' || phase === 'Failed' ? ['ended'] : []),
  ]
}

function newTaints(now: JsonValue | undefined, before: JsonValue | undefined): readonly string[] {
  const old = Array.isArray(before) ? (before as readonly string[]) : []
  const taints = Array.isArray(now) ? (now as readonly string[]) : []
  return taints.filter((taint) => !old.includes(taint))
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string'
}
