import { type EventKind, PHASES, type Phase, type SimTime, type Simulation } from '@seatrial/core'

/** Callbacks at instants of simulated time: good enough for a stand-in, which is no hot path. */
export class Timers {
  readonly #simulation: Simulation
  readonly #callbacks: (() => void)[] = []
  readonly #kind: EventKind

  constructor(simulation: Simulation, name: string, phase: Phase = PHASES.clusterTimer) {
    this.#simulation = simulation
    this.#kind = simulation.defineEvent(name, phase, (slot) => this.#callbacks[slot]?.())
  }

  at(time: SimTime, callback: () => void): void {
    this.#callbacks.push(callback)
    this.#simulation.scheduleAt(time, this.#kind, this.#callbacks.length - 1)
  }

  /** After milliseconds that may have halves. */
  afterMilliseconds(delay: number, callback: () => void): void {
    this.at((this.#simulation.now + Math.round(delay * 1_000)) as SimTime, callback)
  }
}
