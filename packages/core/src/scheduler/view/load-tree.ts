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

const FIRST_CAPACITY = 8
/** With more changes than one in so many nodes, all are looked at again instead of path by path. */
const REBUILD_SHARE = 8
const EMPTY = -1

/**
 * Nodes by how full they are: finds the cheapest node with room without looking at all of them.
 *
 * A complete binary tree over places for nodes; each inner place knows the least load and the largest
 * free amounts below it. A search goes first to where the load is least, and leaves out every part that
 * has no room for the pod or cannot beat what has been found. Changes are gathered and worked in before
 * the next search.
 *
 * Ties go to the leftmost place. Nodes take places from left to right as they come, and places that
 * have become vacant before new ones.
 */
export class LoadTree {
  readonly #resources: NodeResources
  #capacity = FIRST_CAPACITY
  /** By place: its node, or `EMPTY`. */
  #nodes = new Int32Array(FIRST_CAPACITY).fill(EMPTY)
  /** By position in the tree, whose root is 1 and whose places begin at `#capacity`. */
  #load = new Float64Array(2 * FIRST_CAPACITY).fill(Infinity)
  #milliCpu = new Float64Array(2 * FIRST_CAPACITY).fill(-1)
  #memory = new Float64Array(2 * FIRST_CAPACITY).fill(-1)
  #pods = new Float64Array(2 * FIRST_CAPACITY).fill(-1)
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
    this.#nodes[place] = EMPTY
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
    return this.#load[1] as number
  }

  /** All nodes, in the order of their places. */
  *nodes(): IterableIterator<number> {
    for (let place = 0; place < this.#end; place++) {
      const node = this.#nodes[place] as number
      if (node !== EMPTY) yield node
    }
  }

  /**
   * Puts the cheapest node into `result` if it is cheaper than what is there already.
   *
   * @param baseCost what every node here costs at least, beside `loadPrice` times its load
   */
  search(
    requests: ResourceRequests,
    { baseCost, loadPrice }: { readonly baseCost: number; readonly loadPrice: number },
    judge: NodeJudge,
    result: SearchResult,
  ): void {
    this.#refresh()
    this.#descend(1, requests, baseCost, loadPrice, judge, result)
  }

  #descend(
    position: number,
    requests: ResourceRequests,
    baseCost: number,
    loadPrice: number,
    judge: NodeJudge,
    result: SearchResult,
  ): void {
    const load = this.#load[position] as number
    if (baseCost + loadPrice * load >= result.cost || !this.#hasRoom(position, requests)) return
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
    const isRightEmptier = (this.#load[right] as number) < (this.#load[left] as number)
    const first = isRightEmptier ? right : left
    this.#descend(first, requests, baseCost, loadPrice, judge, result)
    this.#descend(left + right - first, requests, baseCost, loadPrice, judge, result)
  }

  #hasRoom(position: number, { milliCpu, memory }: ResourceRequests): boolean {
    return (
      (this.#pods[position] as number) >= 1 &&
      (milliCpu === 0 || (this.#milliCpu[position] as number) >= milliCpu) &&
      (memory === 0 || (this.#memory[position] as number) >= memory)
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
    this.#stale.length = 0
  }

  #readNode(place: number): void {
    const node = this.#nodes[place] as number
    const position = this.#capacity + place
    const isEmpty = node === EMPTY
    this.#load[position] = isEmpty ? Infinity : this.#resources.loadOf(node)
    this.#milliCpu[position] = isEmpty ? -1 : this.#resources.freeMilliCpu(node)
    this.#memory[position] = isEmpty ? -1 : this.#resources.freeMemory(node)
    this.#pods[position] = isEmpty ? -1 : this.#resources.freePods(node)
  }

  #combineAbove(position: number): void {
    for (let above = position >> 1; above >= 1; above >>= 1) this.#combine(above)
  }

  #combine(position: number): void {
    const left = 2 * position
    const right = left + 1
    this.#load[position] = Math.min(this.#load[left] as number, this.#load[right] as number)
    this.#milliCpu[position] = larger(this.#milliCpu, left, right)
    this.#memory[position] = larger(this.#memory, left, right)
    this.#pods[position] = larger(this.#pods, left, right)
  }

  /** Doubles the places; everything is read again. */
  #grow(): void {
    const nodes = new Int32Array(2 * this.#capacity).fill(EMPTY)
    nodes.set(this.#nodes)
    this.#nodes = nodes
    this.#capacity *= 2
    this.#load = new Float64Array(2 * this.#capacity).fill(Infinity)
    this.#milliCpu = new Float64Array(2 * this.#capacity).fill(-1)
    this.#memory = new Float64Array(2 * this.#capacity).fill(-1)
    this.#pods = new Float64Array(2 * this.#capacity).fill(-1)
    this.#isStale = new Uint8Array(this.#capacity)
    this.#stale = []
    for (let place = 0; place < this.#end; place++) this.touch(place)
  }
}

function larger(values: Float64Array, left: number, right: number): number {
  return Math.max(values[left] as number, values[right] as number)
}
