import type { ResourceRequests } from '../facts/resource-requests.ts'
import type { NodeResources } from './node-resources.ts'

/** Judges a node that has room, as far as the tree can tell. */
export interface NodeJudge {
  /** What the node costs the pod; `Infinity` when it cannot have it. */
  costOf(node: number, load: number): number
}

/** What a search has found so far; `node` is −1 as long as it is nothing. */
export interface SearchResult {
  node: number
  cost: number
}

/** What every node of a tree costs at least, beside `load` times how full it is. */
export interface SearchPrices {
  readonly base: number
  readonly load: number
}

const FIRST_CAPACITY = 8
const VACANT = -1
/** With more changes than one in so many places, all are combined anew instead of path by path. */
const REBUILD_SHARE = 8

/** The four numbers of a position stand side by side, so that both halves of it are one line of memory. */
const WIDTH = 4
const LOAD = 0
const MILLI_CPU = 1
const MEMORY = 2
const PODS = 3

/**
 * Nodes by how full they are: finds the cheapest node with room without looking at all of them.
 *
 * A complete binary tree over places for nodes; each inner position knows the least load and the
 * largest free amounts below it. A search goes first to where the load is least, and leaves out every
 * part that has no room for the pod or cannot beat what has been found. Changes are gathered and
 * worked in before the next search.
 *
 * Ties go to the leftmost place. Nodes take places from left to right as they come, and places that
 * have become vacant before new ones.
 */
export class LoadTree {
  readonly #resources: NodeResources
  #capacity = FIRST_CAPACITY
  /** By place: its node, or `VACANT`. */
  #nodes = vacantPlaces(FIRST_CAPACITY)
  /** By position, from the root at 1 to the places from `#capacity` on. */
  #values = emptyValues(FIRST_CAPACITY)
  #isStale = new Uint8Array(FIRST_CAPACITY)
  #stale: number[] = []
  readonly #vacant: number[] = []
  #end = 0

  constructor(resources: NodeResources) {
    this.#resources = resources
  }

  /** Takes a node in and returns its place. */
  add(node: number): number {
    const place = this.#vacant.pop() ?? this.#end++
    if (place === this.#capacity) this.#grow()
    this.#nodes[place] = node
    this.touch(place)
    return place
  }

  delete(place: number): void {
    this.#nodes[place] = VACANT
    this.#vacant.push(place)
    this.touch(place)
  }

  /** The node at this place is not what it was. */
  touch(place: number): void {
    if (this.#isStale[place] === 1) return
    this.#isStale[place] = 1
    this.#stale.push(place)
  }

  /** The load of the node that is least full; `Infinity` when there is none. */
  leastLoad(): number {
    this.#refresh()
    return this.#values[WIDTH + LOAD] as number
  }

  /** All nodes, in the order of their places. */
  *nodes(): IterableIterator<number> {
    for (let place = 0; place < this.#end; place++) {
      const node = this.#nodes[place] as number
      if (node !== VACANT) yield node
    }
  }

  /** Puts the cheapest node into `result` if it is cheaper than what is there already. */
  search(
    requests: ResourceRequests,
    prices: SearchPrices,
    judge: NodeJudge,
    result: SearchResult,
  ): void {
    this.#refresh()
    this.#descend(1, requests, prices, judge, result)
  }

  #descend(
    position: number,
    requests: ResourceRequests,
    prices: SearchPrices,
    judge: NodeJudge,
    result: SearchResult,
  ): void {
    const load = this.#values[position * WIDTH] as number
    if (prices.base + prices.load * load >= result.cost || !this.#hasRoom(position, requests))
      return
    if (position >= this.#capacity) {
      const node = this.#nodes[position - this.#capacity] as number
      const cost = judge.costOf(node, load)
      if (cost < result.cost) {
        result.cost = cost
        result.node = node
      }
      return
    }
    const left = 2 * position
    const right = left + 1
    const isRightEmptier =
      (this.#values[right * WIDTH] as number) < (this.#values[left * WIDTH] as number)
    const first = isRightEmptier ? right : left
    this.#descend(first, requests, prices, judge, result)
    this.#descend(left + right - first, requests, prices, judge, result)
  }

  #hasRoom(position: number, { milliCpu, memory }: ResourceRequests): boolean {
    const at = position * WIDTH
    const values = this.#values
    return (
      (values[at + PODS] as number) >= 1 &&
      (milliCpu === 0 || (values[at + MILLI_CPU] as number) >= milliCpu) &&
      (memory === 0 || (values[at + MEMORY] as number) >= memory)
    )
  }

  /** Works in what has changed since the last search. */
  #refresh(): void {
    if (this.#stale.length === 0) return
    for (const place of this.#stale) {
      this.#isStale[place] = 0
      this.#readNode(place)
    }
    if (this.#stale.length * REBUILD_SHARE > this.#capacity) {
      for (let position = this.#capacity - 1; position >= 1; position--) this.#combine(position)
    } else {
      for (const place of this.#stale) this.#combineAbove(this.#capacity + place)
    }
    this.#stale = []
  }

  #readNode(place: number): void {
    const node = this.#nodes[place] as number
    const at = (this.#capacity + place) * WIDTH
    const isVacant = node === VACANT
    this.#values[at + LOAD] = isVacant ? Infinity : this.#resources.loadOf(node)
    this.#values[at + MILLI_CPU] = isVacant ? -1 : this.#resources.freeMilliCpu(node)
    this.#values[at + MEMORY] = isVacant ? -1 : this.#resources.freeMemory(node)
    this.#values[at + PODS] = isVacant ? -1 : this.#resources.freePods(node)
  }

  #combineAbove(position: number): void {
    for (let above = position >> 1; above >= 1; above >>= 1) this.#combine(above)
  }

  #combine(position: number): void {
    const values = this.#values
    const at = position * WIDTH
    const left = 2 * at
    const right = left + WIDTH
    values[at + LOAD] = Math.min(values[left + LOAD] as number, values[right + LOAD] as number)
    for (let free = MILLI_CPU; free <= PODS; free++) {
      values[at + free] = Math.max(values[left + free] as number, values[right + free] as number)
    }
  }

  /** Doubles the places; everything is read again. */
  #grow(): void {
    const nodes = vacantPlaces(2 * this.#capacity)
    nodes.set(this.#nodes)
    this.#nodes = nodes
    this.#capacity *= 2
    this.#values = emptyValues(this.#capacity)
    this.#isStale = new Uint8Array(this.#capacity)
    this.#stale = []
    for (let place = 0; place < this.#end; place++) this.touch(place)
  }
}

function vacantPlaces(capacity: number): Int32Array<ArrayBuffer> {
  return new Int32Array(capacity).fill(VACANT)
}

/** The values of a tree without nodes: nobody is less than infinitely full, nobody has any room. */
function emptyValues(capacity: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(2 * capacity * WIDTH).fill(-1)
  for (let position = 0; position < 2 * capacity; position++) values[position * WIDTH] = Infinity
  return values
}
