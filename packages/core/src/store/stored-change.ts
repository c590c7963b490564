import type { Resource, StoredObject } from '../api/stored-object.ts'
import type { SimTime } from '../kernel/time.ts'

/** What happened to an object, in the words of a watch. */
export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED'

/**
 * The one kind of thing that moves through the middle of the house: an object was added, modified or
 * deleted in the store. Watches, recorders, measures, transcripts, explanations and invariants all
 * read these; nothing else is a source of output.
 */
export interface StoredChange {
  readonly type: ChangeType
  readonly resource: Resource
  /** The object after the change; for DELETED its last state. */
  readonly object: StoredObject
  /** The object before the change, undefined for ADDED. */
  readonly previous: StoredObject | undefined
  readonly time: SimTime
  readonly resourceVersion: number
  /** Who asked for it: a participant's name, or `user`. */
  readonly by: string
  /** Why, in a few words, as the planner gave it; '' where there is nothing to say. */
  readonly why: string
}

/** Whoever wants to know of every change at the instant of its commit. */
export interface ChangeListener {
  changed(change: StoredChange): void
}
