import type { SimTime } from '../kernel/time.ts'

/** Where the pulls of one node wait for each other: so many go on at once, in the order in which they come. */
export class PullLanes {
  /** When each lane is free again; none where pulls do not wait for each other at all. */
  readonly #freeAt: number[]

  /** @param count how many pulls go on at once; `Infinity` for any number */
  constructor(count: number) {
    this.#freeAt = count === Infinity ? [] : new Array<number>(count).fill(0)
  }

  /** When a pull that is asked for at `start` begins; it then occupies its lane until `occupy` says. */
  begin(start: SimTime): SimTime {
    const lane = this.#first()
    return lane < 0 ? start : (Math.max(start, this.#freeAt[lane] as number) as SimTime)
  }

  /** The pull that has begun last ends then. */
  occupy(end: SimTime): void {
    const lane = this.#first()
    if (lane >= 0) this.#freeAt[lane] = end
  }

  #first(): number {
    const freeAt = this.#freeAt
    if (freeAt.length === 0) return -1
    let first = 0
    for (let lane = 1; lane < freeAt.length; lane++) {
      if ((freeAt[lane] as number) < (freeAt[first] as number)) first = lane
    }
    return first
  }
}
