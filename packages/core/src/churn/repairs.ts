import { Alarms } from '../kernel/alarms.ts'
import type { Distribution } from '../kernel/distributions/distribution.ts'
import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import type { Machine } from './machine.ts'

export interface RepairsOptions {
  readonly simulation: Simulation
  readonly streams: RandomStreams
  /** How long a repair takes once it has begun. */
  readonly duration: Distribution
  /** How many go on at once. */
  readonly slots: number
  readonly repaired: (machine: Machine) => void
}

/** Repairs failed machines: some at once, the others wait their turn, first come, first served. */
export class Repairs {
  readonly #options: RepairsOptions
  readonly #durations: Sampler
  readonly #purpose: Purpose
  readonly #ends: Alarms<Machine>
  readonly #waiting: Machine[] = []
  #busy = 0

  constructor(options: RepairsOptions) {
    this.#options = options
    this.#durations = compileSampler(options.duration)
    this.#purpose = options.streams.purpose('churn/repair')
    this.#ends = new Alarms(options.simulation, {
      name: 'Churn/repaired',
      phase: PHASES.clusterTimer,
      ring: (machine) => this.#finish(machine),
    })
  }

  /** A machine has failed. */
  add(machine: Machine): void {
    this.#waiting.push(machine)
    this.#startNext()
  }

  #startNext(): void {
    if (this.#busy >= this.#options.slots) return
    const machine = this.#waiting.shift()
    if (machine === undefined) return
    this.#busy++
    const { key, lifeCount } = machine.slot
    const duration = this.#durations.sample(uniform(this.#purpose, key, lifeCount))
    this.#ends.setAt((this.#options.simulation.now + duration) as SimTime, machine)
  }

  /** A machine that has left the cluster meanwhile stays out of it. */
  #finish(machine: Machine): void {
    this.#busy--
    this.#startNext()
    if (machine.state === 'down') this.#options.repaired(machine)
  }
}
