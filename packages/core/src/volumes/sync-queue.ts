import { PHASES, type Phase } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'

/** Looks at the object of that name, and does the next thing about it. */
export type Sync = (namespace: string, name: string) => void

interface Key {
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
  #keys = new Map<string, Key>()

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
    if (this.#keys.size === 0) this.#simulation.scheduleAt(this.#simulation.now, this.#work, 0)
    this.#keys.set(`${namespace}/${name}`, { namespace, name })
  }

  #workOff(): void {
    const keys = this.#keys
    this.#keys = new Map()
    for (const { namespace, name } of keys.values()) this.#sync(namespace, name)
  }
}
