import type { NodeGroup } from './node-group.ts'
import type { NodeSlot } from './node-slot.ts'

/**
 * Pods by node. For each group of nodes it knows how many nodes have how many pods, so that the least
 * and the most that any of them has can be told without looking at them.
 */
export class NodeTally {
  readonly #byNode = new Map<number, number>()
  readonly #byGroup = new Map<number, Histogram>()
  #total = 0

  get total(): number {
    return this.#total
  }

  /** How many there are on a node; undefined when the node is no domain, having no host name. */
  at(slot: NodeSlot): number | undefined {
    return slot.hostname === undefined ? undefined : this.on(slot.number)
  }

  on(node: number): number {
    return this.#byNode.get(node) ?? 0
  }

  /** The least that a node of the group has. */
  leastIn(group: NodeGroup): number {
    const histogram = this.#byGroup.get(group.number)
    return histogram === undefined ? 0 : histogram.least(group.size)
  }

  /** The most that a node of the group has. */
  mostIn(group: NodeGroup): number {
    return this.#byGroup.get(group.number)?.most() ?? 0
  }

  add({ number, group }: NodeSlot, sign: 1 | -1): void {
    const before = this.on(number)
    const after = before + sign
    this.#total += sign
    if (after === 0) this.#byNode.delete(number)
    else this.#byNode.set(number, after)
    if (group !== undefined) this.#histogramOf(group).move(before, after)
  }

  #histogramOf({ number }: NodeGroup): Histogram {
    let histogram = this.#byGroup.get(number)
    if (histogram === undefined) {
      histogram = new Histogram()
      this.#byGroup.set(number, histogram)
    }
    return histogram
  }
}

/** How many nodes have how many pods; those without any are not counted. */
class Histogram {
  /** By the number of pods, from 1 on. */
  readonly #nodes: number[] = [0]
  #nodeCount = 0

  move(before: number, after: number): void {
    if (before > 0) this.#nodes[before] = (this.#nodes[before] ?? 0) - 1
    else this.#nodeCount++
    if (after > 0) this.#nodes[after] = (this.#nodes[after] ?? 0) + 1
    else this.#nodeCount--
  }

  /** @param nodeCount how many nodes there are, those without pods included */
  least(nodeCount: number): number {
    if (this.#nodeCount < nodeCount) return 0
    for (let count = 1; count < this.#nodes.length; count++) {
      if ((this.#nodes[count] as number) > 0) return count
    }
    return 0
  }

  most(): number {
    let count = this.#nodes.length - 1
    while (count > 0 && this.#nodes[count] === 0) count--
    return count
  }
}
