import type { ApiTime } from '@seatrial/core'

/** Place numbers lie below this. */
const PLACE_SPAN = 2_097_152

/**
 * Places (nodes of a DaemonSet, slots of a StatefulSet) by the second at which one of their pods will
 * have been Ready for long enough, the earliest first. A place may be in it more than once, and in
 * vain: it is only a reason to look again.
 *
 * A binary heap of single numbers, each a second and a place.
 */
export class RipeningQueue {
  readonly #heap: number[] = []

  /** The earliest second, undefined when nobody ripens. */
  get firstSecond(): ApiTime | undefined {
    const first = this.#heap[0]
    return first === undefined ? undefined : (Math.floor(first / PLACE_SPAN) as ApiTime)
  }

  add(second: ApiTime, place: number): void {
    const heap = this.#heap
    const entry = second * PLACE_SPAN + place
    let index = heap.length
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent] ?? 0
      if (above <= entry) break
      heap[index] = above
      index = parent
    }
    heap[index] = entry
  }

  /** Takes the place of the earliest second out. */
  takePlace(): number {
    const heap = this.#heap
    const first = heap[0] ?? 0
    const last = heap.pop() ?? 0
    if (heap.length > 0) this.#sink(last)
    return first - Math.floor(first / PLACE_SPAN) * PLACE_SPAN
  }

  clear(): void {
    this.#heap.length = 0
  }

  /** Puts an entry at the root and lets it sink to where it belongs. */
  #sink(entry: number): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      let child = index * 2 + 1
      if (child >= heap.length) break
      if ((heap[child + 1] ?? Infinity) < (heap[child] ?? 0)) child++
      const below = heap[child] ?? 0
      if (entry <= below) break
      heap[index] = below
      index = child
    }
    heap[index] = entry
  }
}
