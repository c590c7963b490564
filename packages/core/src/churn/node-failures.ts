import { assert } from '../assert.ts'
import type { NodeFailureOptions } from './churn-options.ts'
import type { ChurnWorld } from './churn-world.ts'
import { LifeStrikes } from './life-strikes.ts'
import type { Machine } from './machine.ts'
import { RateStrikes } from './rate-strikes.ts'
import { Repairs } from './repairs.ts'
import { Replacements, type SuccessorTimes, timesOf } from './replacements.ts'

/**
 * Machines that stop from one instant to the next (spec B5): they come back after their outage, or are
 * replaced, or neither.
 */
export class NodeFailures {
  readonly #world: ChurnWorld
  readonly #repairs: Repairs | undefined
  readonly #replacements: Replacements
  readonly #successor: SuccessorTimes | undefined

  constructor(options: NodeFailureOptions, world: ChurnWorld) {
    this.#world = world
    const { rate, timeToFailure, outage, pools } = options
    this.#replacements = new Replacements('nodeFailure', world)
    this.#successor = timesOf(options.replacement, world)
    if (outage !== undefined) {
      this.#repairs = new Repairs({
        ...world,
        duration: outage,
        slots: options.repairSlots ?? Infinity,
        repaired: (machine) => this.#recover(machine),
      })
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
    if (this.#repairs === undefined && this.#successor !== undefined) {
      hands.terminate(machine.nodeName)
      fleet.leave(machine.nodeName)
      this.#replacements.order(machine.slot, this.#successor)
      return
    }
    machine.state = 'down'
    hands.stop(machine.nodeName)
    this.#repairs?.add(machine)
  }

  #recover(machine: Machine): void {
    this.#world.hands.start(machine.nodeName)
    this.#world.fleet.begin(machine)
  }
}
