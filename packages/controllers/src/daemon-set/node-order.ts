import { IndexSet } from '../runtime/index-set.ts'
import type { NodeRanking } from './node-ranking.ts'

/** Slots per node after a renewal: nodes that come later find room between their neighbours. */
const ROOM = 4

/**
 * The nodes in a line: a slot for each, so that sets of nodes can be kept as sets of slots and walked
 * in order.
 *
 * Invariant: of two nodes, the one that the ranking puts first has the lower slot. A new node takes a
 * free slot between its neighbours; only when there is none must the whole line be renewed.
 */
export class NodeOrder {
  #ranking: NodeRanking
  #slots = new Int32Array(0)
  #nodes = new Int32Array(0)
  #taken = new IndexSet(0)
  #nodeCount = 0

  constructor(ranking: NodeRanking) {
    this.#ranking = ranking
  }

  /** One more than the highest slot. */
  get capacity(): number {
    return this.#nodes.length
  }

  /** How many nodes the line has room for at most. */
  get room(): number {
    return this.#slots.length
  }

  /** How many nodes stand in the line: those with numbers below this. */
  get nodeCount(): number {
    return this.#nodeCount
  }

  slotOf(node: number): number {
    return this.#slots[node] ?? 0
  }

  nodeAt(slot: number): number {
    return this.#nodes[slot] ?? 0
  }

  /** Finds a slot for the node with the next number; false when there is none left for it. */
  append(): boolean {
    const node = this.#nodeCount
    if (node >= this.#slots.length) return false
    const slot = this.#freeSlotFor(node)
    if (slot < 0) return false
    this.#stand(node, slot)
    this.#nodeCount++
    return true
  }

  /** Lines the first `nodeCount` nodes up anew, by another ranking if one is given. */
  renew(nodeCount: number, ranking: NodeRanking = this.#ranking): void {
    this.#ranking = ranking
    const line = Uint32Array.from({ length: nodeCount }, (_, node) => node)
    line.sort((one, other) => ranking.compare(one, other))
    const roomy = Math.ceil(nodeCount * 1.25) + 16
    this.#slots = new Int32Array(roomy)
    this.#nodes = new Int32Array(roomy * ROOM)
    this.#taken = new IndexSet(roomy * ROOM)
    this.#nodeCount = nodeCount
    for (let place = 0; place < nodeCount; place++) {
      this.#stand(line[place] ?? 0, place * ROOM + ROOM / 2)
    }
  }

  #stand(node: number, slot: number): void {
    this.#slots[node] = slot
    this.#nodes[slot] = node
    this.#taken.add(slot)
  }

  /** Bisects the line: between `low` and `high` the node's neighbours are looked for. */
  #freeSlotFor(node: number): number {
    let low = -1
    let high = this.capacity
    for (;;) {
      const neighbour = this.#takenBetween(low, high)
      if (neighbour < 0) break
      if (this.#ranking.compare(node, this.nodeAt(neighbour)) < 0) high = neighbour
      else low = neighbour
    }
    const middle = (low + high) >> 1
    const slot = high === this.capacity ? Math.min(low + ROOM, middle) : middle
    return slot > low && slot < high ? slot : -1
  }

  /** A taken slot strictly between the two, near their middle; −1 if there is none. */
  #takenBetween(low: number, high: number): number {
    const middle = (low + high) >> 1
    const above = this.#taken.next(Math.max(middle, low + 1))
    if (above >= 0 && above < high) return above
    const below = this.#taken.previous(middle)
    return below > low ? below : -1
  }
}
