import { IndexSet } from '../runtime/index-set.ts'
import { type NodeFacts, ORDERED_FACTS } from './node-facts.ts'
import type { NodeOrder } from './node-order.ts'

/**
 * The facts of all nodes of one set, with a sum for each fact and the nodes in order for the facts that
 * are walked. A change costs as much as the bits that it turns.
 */
export class FactTable {
  readonly #order: NodeOrder
  readonly #sums = new Int32Array(32)
  /** By the position of the fact's bit. */
  readonly #ordered: (IndexSet | undefined)[] = new Array<IndexSet | undefined>(32)
  #facts = new Int32Array(0)

  constructor(order: NodeOrder) {
    this.#order = order
  }

  of(node: number): NodeFacts {
    return this.#facts[node] ?? 0
  }

  /** For how many nodes the fact holds. */
  count(fact: NodeFacts): number {
    return this.#sums[bitOf(fact)] ?? 0
  }

  /** The slot of the next node, from this slot on, for which the ordered fact holds; −1 for none. */
  next(fact: NodeFacts, from: number): number {
    return this.#ordered[bitOf(fact)]?.next(from) ?? -1
  }

  /** Replaces the facts of a node that stands in the line. */
  put(node: number, facts: NodeFacts): void {
    let turned = (this.#facts[node] ?? 0) ^ facts
    if (turned === 0) return
    this.#facts[node] = facts
    while (turned !== 0) {
      const bit = bitOf(turned & -turned)
      this.#turn(node, bit, ((facts >>> bit) & 1) === 1)
      turned &= turned - 1
    }
  }

  /** Follows a line that has been renewed: the facts stay, the ordered sets are made anew. */
  reorder(): void {
    const { capacity, room, nodeCount } = this.#order
    const facts = new Int32Array(room)
    facts.set(this.#facts.subarray(0, Math.min(this.#facts.length, room)))
    this.#facts = facts
    for (const fact of ORDERED_FACTS) this.#ordered[bitOf(fact)] = new IndexSet(capacity)
    for (let node = 0; node < nodeCount; node++) {
      const slot = this.#order.slotOf(node)
      for (let left = facts[node] ?? 0; left !== 0; left &= left - 1) {
        this.#ordered[bitOf(left & -left)]?.add(slot)
      }
    }
  }

  #turn(node: number, bit: number, holds: boolean): void {
    this.#sums[bit] = (this.#sums[bit] ?? 0) + (holds ? 1 : -1)
    this.#ordered[bit]?.set(this.#order.slotOf(node), holds)
  }
}

/** The position of the only bit of a fact. */
function bitOf(fact: NodeFacts): number {
  return 31 - Math.clz32(fact)
}
