import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import { type EntityKey, entityKey } from '../kernel/entity-key.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, uniform } from '../kernel/random-streams.ts'
import type { EventKind } from '../kernel/simulation.ts'
import { Arrivals, meanGapOf } from './arrivals.ts'
import type { ZoneOutageOptions } from './churn-options.ts'
import type { ChurnWorld } from './churn-world.ts'
import type { FleetListener } from './fleet.ts'
import type { Machine } from './machine.ts'

/** A zone and the machines in it, in the order in which they have joined. */
interface Zone {
  readonly name: string
  readonly key: EntityKey
  readonly machines: Set<Machine>
  /** Those that the outage has cut off; undefined while there is none. */
  cutOff: Machine[] | undefined
}

/** The zone whose arrivals are those of all zones together. */
const ALL_ZONES: EntityKey = entityKey('all zones')

/** Stands for all zones. */
const ALL = -1

/**
 * Zones that are lost as a whole: all their machines stop at one instant and come back at another. When
 * a zone is lost, and for how long, hangs on its name alone, whatever machines are in it. An outage
 * that is due while the zone is out already is lost.
 */
export class ZoneOutages implements FleetListener {
  readonly #options: ZoneOutageOptions
  readonly #world: ChurnWorld
  readonly #arrivals: Arrivals
  readonly #pick: Purpose
  readonly #lengths: Sampler
  readonly #length: Purpose
  readonly #due: EventKind
  readonly #over: EventKind
  readonly #zones: Zone[] = []

  constructor(options: ZoneOutageOptions, world: ChurnWorld) {
    const { simulation, streams } = world
    this.#options = options
    this.#world = world
    this.#arrivals = new Arrivals(meanGapOf(options.rate), streams, 'churn/zoneOutage')
    this.#pick = streams.purpose('churn/zoneOutage/pick')
    this.#lengths = compileSampler(options.outage)
    this.#length = streams.purpose('churn/zoneOutage/length')
    const phase = PHASES.clusterTimer
    this.#due = simulation.defineEvent('Churn/zoneLost', phase, (index) => this.#arrive(index))
    this.#over = simulation.defineEvent('Churn/zoneBack', phase, (index) =>
      this.#bringBack(this.#zones[index] as Zone),
    )
    world.fleet.listen(this)
    if (options.rate.of === 'all-nodes') this.#expectNext(ALL)
  }

  /** A machine that joins a zone which is out is cut off, too. */
  started(machine: Machine): void {
    const zone = this.#zoneOf(machine.zone)
    if (zone === undefined) return
    zone.machines.add(machine)
    if (zone.cutOff !== undefined) this.#cutOff(machine, zone.cutOff)
  }

  left(machine: Machine): void {
    this.#zoneOf(machine.zone)?.machines.delete(machine)
  }

  /** The zone of that name, if it is one that can be lost. */
  #zoneOf(name: string): Zone | undefined {
    if (name === '' || this.#options.zones?.includes(name) === false) return undefined
    const known = this.#zones.find((zone) => zone.name === name)
    if (known !== undefined) return known
    const zone: Zone = { name, key: entityKey(name), machines: new Set(), cutOff: undefined }
    this.#zones.push(zone)
    if (this.#options.rate.of === 'each-node') this.#expectNext(this.#zones.length - 1)
    return zone
  }

  #expectNext(index: number): void {
    const { simulation } = this.#world
    const time = this.#arrivals.after(this.#entityOf(index), simulation.now)
    simulation.scheduleAt(time, this.#due, index)
  }

  #entityOf(index: number): EntityKey {
    return this.#zones[index]?.key ?? ALL_ZONES
  }

  #arrive(index: number): void {
    const attempt = this.#arrivals.countOf(this.#entityOf(index))
    const struck = index === ALL ? this.#pickZone(attempt) : index
    this.#expectNext(index)
    const zone = this.#zones[struck]
    if (zone !== undefined && zone.cutOff === undefined) this.#lose(zone, struck, attempt)
  }

  #lose(zone: Zone, index: number, attempt: number): void {
    zone.cutOff = []
    for (const machine of zone.machines) this.#cutOff(machine, zone.cutOff)
    const length = this.#lengths.sample(uniform(this.#length, zone.key, attempt))
    this.#world.simulation.scheduleAfter(length, this.#over, index)
  }

  /** Who has failed before is left to whoever repairs it. */
  #cutOff(machine: Machine, cutOff: Machine[]): void {
    if (machine.state !== 'up' && machine.state !== 'noticed') return
    if (machine.state === 'up') machine.state = 'down'
    this.#world.hands.stop(machine.nodeName)
    cutOff.push(machine)
  }

  #bringBack(zone: Zone): void {
    const { hands, fleet } = this.#world
    const cutOff = zone.cutOff ?? []
    zone.cutOff = undefined
    for (const machine of cutOff) {
      const { state, nodeName } = machine
      if (state === 'down' || state === 'noticed') hands.start(nodeName)
      if (state === 'down') fleet.begin(machine)
    }
  }

  /** By rank: a zone more or less does not change the luck of the others. */
  #pickZone(attempt: number): number {
    let first = ALL
    let lowest = 1
    for (const [index, { key }] of this.#zones.entries()) {
      const rank = uniform(this.#pick, key, attempt)
      if (rank >= lowest) continue
      lowest = rank
      first = index
    }
    return first
  }
}
