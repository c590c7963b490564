import type { JsonObject, JsonValue } from '@seatrial/core'
import { jsonAt } from '@seatrial/core'
import type { ReplayedTrace } from '../replayed-trace.ts'

/** Where something noteworthy happened in a replay. */
export interface Mark {
  /** The place among all changes. */
  readonly place: number
  /** Seconds since the start. */
  readonly t: number
}

/** The marks of a replay by their names: `Pod/web-0 ready`, `command 3`. */
export function marksOf({ changes }: ReplayedTrace): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>()
  const readiness = new Map<string, { isReady: boolean; count: number }>()
  for (const [place, { t, o, v, s }] of changes.entries()) {
    const add = (what: string): void => {
      const name = what === '' ? o : `${o} ${what}`
      if (!marks.has(name)) marks.set(name, { place, t })
    }
    if (v === 'RUN') add('')
    if (v === 'ADDED') add('created')
    if (v === 'DELETED') add('gone')
    if (s['deleting'] === true) add('deleting')
    for (const what of marksIn(o, s)) add(what)
    const ready = jsonAt(s, 'conditions', 'Ready')
    if (ready === undefined) continue
    const before = readiness.get(o) ?? { isReady: false, count: 0 }
    const isReady = ready === 'True'
    if (isReady && !before.isReady)
      add(before.count === 0 ? 'ready' : `ready again ${before.count}`)
    const count = before.count + (isReady && !before.isReady ? 1 : 0)
    readiness.set(o, { isReady, count })
  }
  return marks
}

function marksIn(object: string, s: JsonObject): readonly string[] {
  const [kind] = object.split('/')
  switch (kind) {
    case 'Pod':
      return [
        ...(isText(s['node']) ? ['bound'] : []),
        ...(s['phase'] === 'Running' ? ['running'] : []),
        ...(s['phase'] === 'Succeeded' || s['phase'] === 'Failed' ? ['ended'] : []),
      ]
    case 'Node':
      return [
        ...(isText(s['ready']) ? [`ready ${s['ready'].split(':')[0]}`] : []),
        ...(Array.isArray(s['taints']) ? s['taints'].map((taint) => `taint ${taint}`) : []),
      ]
    case 'PersistentVolumeClaim':
      return s['phase'] === 'Bound' ? ['bound'] : []
    default:
      return []
  }
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string'
}
