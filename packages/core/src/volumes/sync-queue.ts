import { PHASES, type Phase } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { Collection } from '../store/collection.ts'

/** Looks at the object of that name, and does the next thing about it. */
export type Sync = (namespace: string, name: string) => void

interface QueuedName {
  readonly namespace: string
  readonly name: string
}

/**
 * Names of objects to be looked at, each once, in the order in which they came: at the end of the
 * instant, when all views have what it brought.
 */
export class SyncQueue {
  readonly #simulation: Simulation
  readonly #sync: Sync
  readonly #work: EventKind
  /** The names in the queue once more, to tell whether one is there. */
  readonly #queued = new Collection<QueuedName>()
  #names: QueuedName[] = []

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
    if (this.#queued.get(namespace, name) !== undefined) return
    if (this.#names.length === 0) this.#simulation.scheduleAt(this.#simulation.now, this.#work, 0)
    const queued = { namespace, name }
    this.#names.push(queued)
    this.#queued.put(namespace, name, queued)
  }

  #workOff(): void {
    const names = this.#names
    this.#names = []
    for (const { namespace, name } of names) this.#queued.delete(namespace, name)
    for (const { namespace, name } of names) this.#sync(namespace, name)
  }
}
