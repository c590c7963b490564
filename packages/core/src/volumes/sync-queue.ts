import { PHASES, type Phase } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { Collection } from '../store/collection.ts'

/** Looks at the object of that name, and does the next thing about it. */
export type Sync = (namespace: string, name: string) => void

interface KnownName {
  readonly namespace: string
  readonly name: string
  isQueued: boolean
}

/**
 * Names of objects to be looked at, each once, in the order in which they came: at the end of the
 * instant, when all views have what it brought.
 */
export class SyncQueue {
  readonly #simulation: Simulation
  readonly #sync: Sync
  readonly #work: EventKind
  /** All names that have ever been in the queue: the same come again and again. */
  readonly #known = new Collection<KnownName>()
  /** The first `#queuedCount` places. While they are worked off, others gather in the other list. */
  #queued: KnownName[] = []
  #otherList: KnownName[] = []
  #queuedCount = 0

  /** @param phase when in its instant: by default beside the workers of all other controllers */
  constructor(
    simulation: Simulation,
    worker: string,
    sync: Sync,
    phase: Phase = PHASES.workerStart,
  ) {
    this.#simulation = simulation
    this.#sync = sync
    this.#work = simulation.defineEvent(worker, phase, () => this.#workOff())
  }

  add(namespace: string, name: string): void {
    const known = this.#knownName(namespace, name)
    if (known.isQueued) return
    if (this.#queuedCount === 0) this.#simulation.scheduleAt(this.#simulation.now, this.#work, 0)
    known.isQueued = true
    this.#queued[this.#queuedCount++] = known
  }

  #workOff(): void {
    const names = this.#queued
    const count = this.#queuedCount
    this.#queued = this.#otherList
    this.#otherList = names
    this.#queuedCount = 0
    for (let index = 0; index < count; index++) (names[index] as KnownName).isQueued = false
    for (let index = 0; index < count; index++) {
      const { namespace, name } = names[index] as KnownName
      this.#sync(namespace, name)
    }
  }

  #knownName(namespace: string, name: string): KnownName {
    let known = this.#known.get(namespace, name)
    if (known === undefined) {
      known = { namespace, name, isQueued: false }
      this.#known.put(namespace, name, known)
    }
    return known
  }
}
