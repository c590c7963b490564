import { Alarms } from '../kernel/alarms.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, uniform } from '../kernel/random-streams.ts'
import { type Duration, type SimTime, seconds } from '../kernel/time.ts'
import type { SpotInterruptionOptions } from './churn-options.ts'
import type { Machine } from './machine.ts'
import type { ChurnWorld } from './node-failures.ts'
import { RateStrikes } from './rate-strikes.ts'
import { Replacements, timesOf } from './replacements.ts'

/** A notice is noticed by whoever polls for it within that time (spec B11). */
const DETECTION_MAX: Duration = seconds(5)

/**
 * Machines that their cloud takes back (spec B11): a notice, soon noticed and answered by a cordon and a
 * drain; then, whatever the drain has come to, the end. The successor is ordered with the notice.
 */
export class SpotInterruptions {
  readonly #world: ChurnWorld
  readonly #notice: Duration
  readonly #replacements: Replacements | undefined
  readonly #detection: Purpose
  readonly #evacuations: Alarms<Machine>
  readonly #ends: Alarms<Machine>

  constructor(options: SpotInterruptionOptions, world: ChurnWorld) {
    const { simulation, streams } = world
    this.#world = world
    this.#notice = options.notice
    const times = timesOf(options.replacement)
    const name = 'spotInterruption'
    if (times !== undefined) this.#replacements = new Replacements(times, { ...world, name })
    this.#detection = streams.purpose('churn/spotInterruption/detection')
    const phase = PHASES.clusterTimer
    this.#evacuations = new Alarms(simulation, {
      name: 'Churn/evacuation',
      phase,
      ring: (machine) => this.#evacuate(machine),
    })
    this.#ends = new Alarms(simulation, {
      name: 'Churn/reclaimed',
      phase,
      ring: (machine) => this.#reclaim(machine),
    })
    new RateStrikes({
      ...world,
      name,
      rate: options.rate,
      pools: options.pools,
      strike: (machine) => this.#give(machine),
    })
  }

  #give(machine: Machine): void {
    const { now } = this.#world.simulation
    const { slot } = machine
    const level = uniform(this.#detection, slot.key, slot.lifeCount)
    const detection = Math.min(Math.floor(level * DETECTION_MAX), this.#notice)
    machine.state = 'noticed'
    this.#evacuations.setAt((now + detection) as SimTime, machine)
    this.#ends.setAt((now + this.#notice) as SimTime, machine)
    this.#replacements?.order(slot)
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
