import {
  type ApiServer,
  type ChangeListener,
  type JsonObject,
  type JsonValue,
  type SimTime,
  type StoredChange,
  isSameJson,
  kindOf,
} from '@seatrial/core'
import { ObjectAliases } from './object-aliases.ts'
import { RECORDED_KINDS, summariseObject } from './summarise-object.ts'
import type { ChangeVerb } from './trace-case.ts'

/** A stored change, or a command (`o` is then `command K`), in the order in which they happened. */
export interface TracedChange {
  readonly time: SimTime
  readonly o: string
  readonly v: ChangeVerb | 'RUN'
  readonly s: JsonObject
}

/** Writes down every stored change in the form of the recordings. */
export class TraceRecorder implements ChangeListener {
  readonly changes: TracedChange[] = []
  readonly aliases: ObjectAliases = new ObjectAliases()
  readonly #server: ApiServer
  readonly #summaries = new Map<string, JsonObject>()

  constructor(server: ApiServer) {
    this.#server = server
    server.subscribe(this)
  }

  /** A command of the script is given. */
  commanded(index: number): void {
    this.#add(`command ${index}`, 'RUN', {})
  }

  changed({ object, type }: StoredChange): void {
    if (!RECORDED_KINDS.includes(kindOf(object))) return
    const name = this.aliases.qualified(object)
    const before = this.#summaries.get(name)
    const summary = summariseObject(object)
    this.#summaries.set(name, summary)
    if (this.#server.isLoading) return
    this.#add(name, type, type === 'DELETED' ? {} : difference(summary, before ?? {}))
  }

  /** What all recorded changes of an object add up to, by name; without those that are gone. */
  final(): ReadonlyMap<string, JsonObject> {
    const objects = new Map<string, JsonObject>()
    for (const { o, v, s } of this.changes) {
      if (v === 'DELETED') objects.delete(o)
      else if (v !== 'RUN') objects.set(o, withChanges(objects.get(o), s))
    }
    return objects
  }

  #add(o: string, v: TracedChange['v'], s: JsonObject): void {
    this.changes.push({ time: this.#server.now, o, v, s })
  }
}

function difference(now: JsonObject, before: JsonObject): JsonObject {
  const changed: Record<string, JsonValue> = {}
  for (const [field, value] of Object.entries(now)) {
    if (!isSameJson(value, before[field])) changed[field] = value
  }
  for (const field of Object.keys(before)) if (!(field in now)) changed[field] = null
  return changed
}

function withChanges(object: JsonObject | undefined, changes: JsonObject): JsonObject {
  const entries = Object.entries({ ...object, ...changes })
  return Object.fromEntries(entries.filter(([, value]) => value !== null))
}
