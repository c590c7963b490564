import { PHASES } from '../kernel/phases.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { ALL_NODES, Arrivals, meanGapOf } from './arrivals.ts'
import type { ChurnRate } from './churn-options.ts'
import type { Fleet, FleetListener } from './fleet.ts'
import type { Machine, MachineSlot } from './machine.ts'

/** What strikes a machine. */
export type Strike = (machine: Machine) => void

export interface RateStrikesOptions {
  readonly simulation: Simulation
  readonly streams: RandomStreams
  readonly fleet: Fleet
  /** What traces and random streams call it. */
  readonly name: string
  readonly rate: ChurnRate
  /** Only machines of these pools; all by default. */
  readonly pools: readonly string[] | undefined
  readonly strike: Strike
}

/**
 * Strikes machines at a steady rate. A strike of `each-node` falls on a slot at an instant that depends on
 * the slot alone, whatever is in it; one of `all-nodes` on the running machine that chance ranks first
 * for it. One that finds no running machine is lost.
 */
export class RateStrikes implements FleetListener {
  readonly #options: RateStrikesOptions
  readonly #arrivals: Arrivals
  readonly #pick: Purpose
  readonly #due: EventKind
  readonly #expected = new Set<number>()

  constructor(options: RateStrikesOptions) {
    const { simulation, streams, name, rate, fleet } = options
    this.#options = options
    this.#arrivals = new Arrivals(meanGapOf(rate), streams, `churn/${name}`)
    this.#pick = streams.purpose(`churn/${name}/pick`)
    this.#due = simulation.defineEvent(`Churn/${name}`, PHASES.clusterTimer, (slotIndex) =>
      this.#arrive(slotIndex),
    )
    fleet.listen(this)
    if (rate.of === 'all-nodes') this.#expectNext(ALL)
  }

  started({ slot }: Machine): void {
    const { rate, pools } = this.#options
    if (rate.of === 'all-nodes' || pools?.includes(slot.pool) === false) return
    if (!this.#expected.has(slot.index)) this.#expectNext(slot.index)
  }

  left(_machine: Machine): void {
    // Its slot keeps its weather.
  }

  #expectNext(slotIndex: number): void {
    const { simulation, fleet } = this.#options
    const entity = slotIndex === ALL ? ALL_NODES : fleet.slot(slotIndex).key
    this.#expected.add(slotIndex)
    const time = this.#arrivals.after(entity, simulation.now)
    simulation.scheduleAt(time, this.#due, slotIndex)
  }

  #arrive(slotIndex: number): void {
    const slot = slotIndex === ALL ? this.#pickSlot() : this.#options.fleet.slot(slotIndex)
    this.#expectNext(slotIndex)
    if (slot?.machine?.state === 'up') this.#options.strike(slot.machine)
  }

  /** By rank and not by place: machines that are there or not do not change the luck of the others. */
  #pickSlot(): MachineSlot | undefined {
    const { fleet, pools } = this.#options
    const attempt = this.#arrivals.countOf(ALL_NODES)
    let first: MachineSlot | undefined
    let lowest = 1
    for (const slot of fleet.slots()) {
      if (slot.machine?.state !== 'up' || pools?.includes(slot.pool) === false) continue
      const rank = uniform(this.#pick, slot.key, attempt)
      if (rank >= lowest) continue
      lowest = rank
      first = slot
    }
    return first
  }
}

/** Stands for all slots. */
const ALL = -1
