import { slowStartBatchEnd } from '../../runtime/slow-start.ts'

/** No batch of a StatefulSet pass is larger. */
export const LARGEST_BATCH = 500

/** A place that something is to be done about, and its rank among all that the real pass goes through. */
export interface RankedPlace {
  readonly place: number
  readonly rank: number
}

/** How the places are worked through: one by one, or many at once in growing batches (STS-S8). */
export type Pace = 'one-by-one' | 'slow-start'

/** Places that a step works through, batch after batch. */
export class PlaceBatches {
  readonly #places: readonly RankedPlace[]
  readonly #pace: Pace
  #cursor = 0

  constructor(places: readonly RankedPlace[], pace: Pace) {
    this.#places = places
    this.#pace = pace
  }

  /** The places of the next batch; none when all have been taken. */
  take(): readonly RankedPlace[] {
    const from = this.#cursor
    const first = this.#places[from]
    if (first === undefined) return []
    this.#cursor++
    if (this.#pace === 'one-by-one') return [first]
    const end = slowStartBatchEnd(first.rank, LARGEST_BATCH)
    while ((this.#places[this.#cursor]?.rank ?? Infinity) < end) this.#cursor++
    return this.#places.slice(from, this.#cursor)
  }
}

/** Nothing to work through, shared. */
export const NO_BATCHES: PlaceBatches = new PlaceBatches([], 'one-by-one')
