import { RESOURCES, type Resource, type StoredObject } from '../api/stored-object.ts'
import type { SimTime } from '../kernel/time.ts'
import type { ChangeListener, ChangeType, StoredChange } from './stored-change.ts'

/** Where the API server reads the time: the simulation, or a fixed clock in a replayed case. */
export interface Clock {
  readonly now: SimTime
}

/** Who asked for a change, and why. */
export interface Cause {
  readonly by: string
  readonly why: string
}

/**
 * The commits of a store: gives each its resourceVersion, and tells it to the listeners at once, in the
 * order in which they subscribed, and commit by commit.
 */
export class ChangeFeed {
  readonly #clock: Clock
  readonly #listeners: Readonly<Record<Resource, ChangeListener[]>>
  /** Those of pods, of which there are most changes, once more. */
  readonly #podListeners: ChangeListener[]
  readonly #untold: StoredChange[] = []
  #isTelling = false
  #resourceVersion = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.#listeners = Object.fromEntries(
      RESOURCES.map((resource) => [resource, [] as ChangeListener[]]),
    ) as Record<Resource, ChangeListener[]>
    this.#podListeners = this.#listeners.pods
  }

  /** The version of the newest commit. */
  get resourceVersion(): number {
    return this.#resourceVersion
  }

  /** The instant that a commit made now carries. */
  get now(): SimTime {
    return this.#clock.now
  }

  /** The version of the commit that is about to be made. */
  nextVersion(): number {
    this.#resourceVersion++
    return this.#resourceVersion
  }

  /** From now on tells the listener of every change to these resources. */
  subscribe(listener: ChangeListener, resources: readonly Resource[]): void {
    for (const resource of resources) this.#listeners[resource].push(listener)
  }

  /** Tells the listener of nothing any more. */
  unsubscribe(listener: ChangeListener): void {
    for (const resource of RESOURCES) {
      const place = this.#listeners[resource].indexOf(listener)
      if (place >= 0) this.#listeners[resource].splice(place, 1)
    }
  }

  /** Tells of a commit, which has the newest version. */
  tell(
    type: ChangeType,
    resource: Resource,
    object: StoredObject,
    previous: StoredObject | undefined,
    cause: Cause,
  ): void {
    const change: StoredChange = {
      type,
      resource,
      object,
      previous,
      time: this.#clock.now,
      resourceVersion: this.#resourceVersion,
      by: cause.by,
      why: cause.why,
    }
    if (this.#isTelling) this.#untold.push(change)
    else this.#tellAll(change)
  }

  /** A listener may write in its turn: what that changes is told when everybody knows of this change. */
  #tellAll(first: StoredChange): void {
    this.#isTelling = true
    let change: StoredChange | undefined = first
    while (change !== undefined) {
      const { resource } = change
      const listeners = resource === 'pods' ? this.#podListeners : this.#listeners[resource]
      for (const listener of listeners) listener.changed(change)
      change = this.#untold.length === 0 ? undefined : this.#untold.shift()
    }
    this.#isTelling = false
  }
}
