import FastPriorityQueue from 'fastpriorityqueue'
import type { SimTime } from './time.ts'

/** Someone who waits: an entity, how urgent it is, and since when. */
export interface Waiting {
  readonly entity: number
  readonly priority: number
  readonly since: SimTime
}

/** Who waits, in the order in which they will be served. */
export interface WaitingLine {
  readonly length: number
  add(waiting: Waiting): void
  /** Takes the first one; undefined when nobody waits. */
  shift(): Waiting | undefined
}

/** First come, first served. */
export class FifoLine implements WaitingLine {
  #line: Waiting[] = []
  #served = 0

  get length(): number {
    return this.#line.length - this.#served
  }

  add(waiting: Waiting): void {
    this.#line.push(waiting)
  }

  shift(): Waiting | undefined {
    const first = this.#line[this.#served]
    if (first === undefined) return undefined
    this.#served += 1
    // Cutting off half of the line at once keeps the cost of each step constant.
    if (this.#served > 64 && 2 * this.#served > this.#line.length) {
      this.#line = this.#line.slice(this.#served)
      this.#served = 0
    }
    return first
  }
}

/** The lowest priority number first, and first come, first served among equals. */
export class PriorityLine implements WaitingLine {
  readonly #line = new FastPriorityQueue<Ticket>(isServedBefore)
  #drawn = 0

  get length(): number {
    return this.#line.size
  }

  add(waiting: Waiting): void {
    this.#line.add({ waiting, number: this.#drawn++ })
  }

  shift(): Waiting | undefined {
    return this.#line.poll()?.waiting
  }
}

interface Ticket {
  readonly waiting: Waiting
  readonly number: number
}

function isServedBefore(a: Ticket, b: Ticket): boolean {
  if (a.waiting.priority !== b.waiting.priority) return a.waiting.priority < b.waiting.priority
  return a.number < b.number
}
