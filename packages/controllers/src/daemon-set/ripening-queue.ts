import type { ApiTime } from '@seatrial/core'

/** Node numbers lie below this. */
const NODE_SPAN = 2_097_152

/**
 * Nodes by the second at which one of their pods will have been Ready for long enough, the earliest
 * first. A node may be in it more than once, and in vain: it is only a reason to look again.
 *
 * A binary heap of single numbers, each a second and a node.
 */
export class RipeningQueue {
  readonly #heap: number[] = []

  /** The earliest second, undefined when nobody ripens. */
  get firstSecond(): ApiTime | undefined {
    const first = this.#heap[0]
    return first === undefined ? undefined : (Math.floor(first / NODE_SPAN) as ApiTime)
  }

  add(second: ApiTime, node: number): void {
    const heap = this.#heap
    const entry = second * NODE_SPAN + node
    let place = heap.length
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = heap[parent] ?? 0
      if (above <= entry) break
      heap[place] = above
      place = parent
    }
    heap[place] = entry
  }

  /** Takes the node of the earliest second out. */
  takeNode(): number {
    const heap = this.#heap
    const first = heap[0] ?? 0
    const last = heap.pop() ?? 0
    if (heap.length > 0) this.#sink(last)
    return first - Math.floor(first / NODE_SPAN) * NODE_SPAN
  }

  clear(): void {
    this.#heap.length = 0
  }

  /** Puts an entry at the root and lets it sink to its place. */
  #sink(entry: number): void {
    const heap = this.#heap
    let place = 0
    for (;;) {
      let child = place * 2 + 1
      if (child >= heap.length) break
      if ((heap[child + 1] ?? Infinity) < (heap[child] ?? 0)) child++
      const below = heap[child] ?? 0
      if (entry <= below) break
      heap[place] = below
      place = child
    }
    heap[place] = entry
  }
}
