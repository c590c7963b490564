import { assert } from '../assert.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { NodeFailureOptions } from './churn-options.ts'
import type { Fleet } from './fleet.ts'
import { LifeStrikes } from './life-strikes.ts'
import type { Machine, MachineHands } from './machine.ts'
import { RateStrikes } from './rate-strikes.ts'
import { Repairs } from './repairs.ts'
import { Replacements, timesOf } from './replacements.ts'

/** What a churn process works with. */
export interface ChurnWorld {
  readonly simulation: Simulation
  readonly streams: RandomStreams
  readonly fleet: Fleet
  readonly hands: MachineHands
}

/**
 * Machines that stop from one instant to the next (spec B5): they come back after their outage, or are
 * replaced, or neither.
 */
export class NodeFailures {
  readonly #world: ChurnWorld
  readonly #repairs: Repairs | undefined
  readonly #replacements: Replacements | undefined

  constructor(options: NodeFailureOptions, world: ChurnWorld) {
    this.#world = world
    const { rate, timeToFailure, outage, pools } = options
    const times = timesOf(options.replacement)
    if (outage !== undefined) {
      this.#repairs = new Repairs({
        ...world,
        duration: outage,
        slots: options.repairSlots ?? Infinity,
        repaired: (machine) => this.#recover(machine),
      })
    } else if (times !== undefined) {
      this.#replacements = new Replacements(times, { ...world, name: 'nodeFailure' })
    }
    const strike = (machine: Machine): void => this.#fail(machine)
    if (timeToFailure !== undefined) {
      new LifeStrikes({ ...world, timeToFailure, pools, strike })
    } else {
      assert(rate !== undefined, 'node failures have a rate or a time to failure')
      new RateStrikes({ ...world, name: 'nodeFailure', rate, pools, strike })
    }
  }

  #fail(machine: Machine): void {
    const { hands, fleet } = this.#world
    if (this.#repairs !== undefined) {
      machine.state = 'down'
      hands.stop(machine.nodeName)
      this.#repairs.add(machine)
    } else if (this.#replacements === undefined) {
      machine.state = 'down'
      hands.stop(machine.nodeName)
    } else {
      hands.terminate(machine.nodeName)
      fleet.leave(machine.nodeName)
      this.#replacements.order(machine.slot)
    }
  }

  #recover(machine: Machine): void {
    this.#world.hands.start(machine.nodeName)
    this.#world.fleet.begin(machine)
  }
}
