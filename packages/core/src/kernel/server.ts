import { assert } from '../assert.ts'
import type { Simulation } from './simulation.ts'
import { Tally } from './statistics/tally.ts'
import { TimeWeighted } from './statistics/time-weighted.ts'
import { FifoLine, PriorityLine, type WaitingLine } from './waiting-line.ts'

/** What a server is made of. */
export interface ServerOptions {
  /** How many entities it serves at once. */
  readonly capacity: number
  /** `fifo` by default; `priority` serves the lowest priority number first. */
  readonly discipline?: 'fifo' | 'priority'
  /** How many may wait; without a limit by default, and with 0 whoever finds no place is lost. */
  readonly waitingRoom?: number
  /** Called when the service of an entity begins; it schedules the end. */
  readonly begin: (entity: number) => void
}

/**
 * A shared resource with a queue: `capacity` places, a line of those who wait, and statistics.
 *
 * Entities are numbers, as in events. Whoever's service is over calls `finish`, which frees the place
 * and begins the next service at the same instant.
 */
export class Server {
  /** How many entities were there, waiting or in service. */
  readonly present: TimeWeighted
  /** How many entities were in service. */
  readonly busy: TimeWeighted
  /** How long those whose service began had waited, in microseconds. */
  readonly waits: Tally = new Tally()
  /** How many found neither a place nor room to wait. */
  lostCount = 0

  readonly #simulation: Simulation
  readonly #capacity: number
  readonly #waitingRoom: number
  readonly #begin: (entity: number) => void
  readonly #line: WaitingLine

  constructor(simulation: Simulation, options: ServerOptions) {
    this.#simulation = simulation
    this.#capacity = options.capacity
    this.#waitingRoom = options.waitingRoom ?? Infinity
    this.#begin = options.begin
    this.#line = options.discipline === 'priority' ? new PriorityLine() : new FifoLine()
    this.present = new TimeWeighted(0, simulation.now)
    this.busy = new TimeWeighted(0, simulation.now)
  }

  /** How many entities wait. */
  get waitingCount(): number {
    return this.#line.length
  }

  /** An entity asks for service: it is served at once, waits, or is lost, which answers `false`. */
  arrive(entity: number, priority = 0): boolean {
    const now = this.#simulation.now
    const isFree = this.busy.value < this.#capacity
    if (!isFree && this.#line.length >= this.#waitingRoom) {
      this.lostCount += 1
      return false
    }
    this.present.add(1, now)
    if (isFree) this.#serve(entity, 0)
    else this.#line.add({ entity, priority, since: now })
    return true
  }

  /** A service is over. */
  finish(): void {
    const now = this.#simulation.now
    assert(this.busy.value > 0, 'somebody was in service')
    this.present.add(-1, now)
    this.busy.add(-1, now)
    const next = this.#line.shift()
    if (next !== undefined) this.#serve(next.entity, now - next.since)
  }

  #serve(entity: number, wait: number): void {
    this.busy.add(1, this.#simulation.now)
    this.waits.add(wait)
    this.#begin(entity)
  }
}
