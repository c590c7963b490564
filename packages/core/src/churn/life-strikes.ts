import { type Alarm, Alarms } from '../kernel/alarms.ts'
import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import type { Distribution } from '../kernel/distributions/distribution.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import type { Fleet, FleetListener } from './fleet.ts'
import type { Machine } from './machine.ts'
import type { Strike } from './rate-strikes.ts'

export interface LifeStrikesOptions {
  readonly simulation: Simulation
  readonly streams: RandomStreams
  readonly fleet: Fleet
  /** From a machine's start until it is struck. */
  readonly timeToFailure: Distribution
  readonly pools: readonly string[] | undefined
  readonly strike: Strike
}

/** Strikes each machine at an age that chance gives to its slot and the number of its life there. */
export class LifeStrikes implements FleetListener {
  readonly #options: LifeStrikesOptions
  readonly #ages: Sampler
  readonly #purpose: Purpose
  readonly #ends: Alarms<Machine>
  readonly #pending = new Map<Machine, Alarm>()

  constructor(options: LifeStrikesOptions) {
    const { simulation, streams, timeToFailure, fleet } = options
    this.#options = options
    this.#ages = compileSampler(timeToFailure)
    this.#purpose = streams.purpose('churn/nodeFailure/age')
    this.#ends = new Alarms(simulation, {
      name: 'Churn/nodeFailure',
      phase: PHASES.clusterTimer,
      ring: (machine) => {
        this.#pending.delete(machine)
        if (machine.state === 'up') options.strike(machine)
      },
    })
    fleet.listen(this)
  }

  started(machine: Machine): void {
    const { simulation, pools } = this.#options
    const { slot } = machine
    if (pools?.includes(slot.pool) === false) return
    // Who comes back from an outage that was no failure of its own begins anew.
    this.left(machine)
    const age = this.#ages.sample(uniform(this.#purpose, slot.key, slot.lifeCount))
    const end = (simulation.now + age) as SimTime
    this.#pending.set(machine, this.#ends.setAt(end, machine))
  }

  left(machine: Machine): void {
    const pending = this.#pending.get(machine)
    if (pending === undefined) return
    this.#pending.delete(machine)
    this.#ends.cancel(pending)
  }
}
