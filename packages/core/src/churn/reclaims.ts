import { Alarms } from '../kernel/alarms.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, uniform } from '../kernel/random-streams.ts'
import { type Duration, type SimTime, seconds } from '../kernel/time.ts'
import type { ChurnWorld } from './churn-world.ts'
import type { Machine } from './machine.ts'
import { Replacements, type SuccessorTimes } from './replacements.ts'

/** A notice is noticed by whoever polls for it within that time (spec B11). */
const DETECTION_MAX: Duration = seconds(5)

/** How a cloud takes a machine back. */
export interface ReclaimOptions {
  /** From the notice until the machine is gone. */
  readonly notice: Duration
  /** Undefined: nobody orders a successor. */
  readonly successor: SuccessorTimes | undefined
}

/**
 * Takes machines back (spec B11): a notice, soon noticed and answered by a cordon and a drain; then,
 * whatever the drain has come to, the end. The successor is ordered with the notice.
 */
export class Reclaims {
  readonly #world: ChurnWorld
  readonly #replacements: Replacements
  readonly #detection: Purpose
  readonly #evacuations: Alarms<Machine>
  readonly #ends: Alarms<Machine>

  /** @param name what traces and random streams call it */
  constructor(name: string, world: ChurnWorld) {
    const { simulation, streams } = world
    this.#world = world
    this.#replacements = new Replacements(name, world)
    this.#detection = streams.purpose(`churn/${name}/detection`)
    const phase = PHASES.clusterTimer
    this.#evacuations = new Alarms(simulation, {
      name: `Churn/${name}/evacuation`,
      phase,
      ring: (machine) => this.#evacuate(machine),
    })
    this.#ends = new Alarms(simulation, {
      name: `Churn/${name}/reclaimed`,
      phase,
      ring: (machine) => this.#reclaim(machine),
    })
  }

  /** Gives notice for a machine that is up. */
  give(machine: Machine, { notice, successor }: ReclaimOptions): void {
    const { now } = this.#world.simulation
    const { slot } = machine
    const level = uniform(this.#detection, slot.key, slot.lifeCount)
    const detection = Math.min(Math.floor(level * DETECTION_MAX), notice)
    machine.state = 'noticed'
    this.#evacuations.setAt((now + detection) as SimTime, machine)
    this.#ends.setAt((now + notice) as SimTime, machine)
    if (successor !== undefined) this.#replacements.order(slot, successor)
  }

  #evacuate({ state, nodeName }: Machine): void {
    if (state === 'noticed') this.#world.hands.evacuate(nodeName)
  }

  /** A node that has been removed meanwhile needs no end any more. */
  #reclaim({ state, nodeName }: Machine): void {
    if (state !== 'noticed') return
    this.#world.hands.terminate(nodeName)
    this.#world.fleet.leave(nodeName)
  }
}
