import { preferenceMet } from '../predicates/node-affinity.ts'
import type { NodeJudge, SearchResult } from '../view/load-tree.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NodeSlot } from '../view/node-slot.ts'
import type { Attempt } from './attempt.ts'
import { groupVerdict, rejectNode } from './group-verdict.ts'
import { isGroupOpen, isNodeOpen } from './node-verdict.ts'
import { PRICES } from './prices.ts'
import { Wishes } from './wishes.ts'

/** Finds the node that a pod shall run on: its own if it has one given, else the cheapest that takes it. */
export function findNode(attempt: Attempt): NodeSlot | undefined {
  const { view, pod } = attempt
  const { pinnedNode } = pod.identity
  if (pinnedNode === '') return new NodeSearch(attempt).find()
  const slot = view.slotOf(pinnedNode)
  return takesPod(attempt, slot) ? slot : undefined
}

/** True when this very node takes the pod. */
export function takesPod(attempt: Attempt, slot: NodeSlot): boolean {
  const { node, group } = slot
  return (
    node !== undefined &&
    group !== undefined &&
    rejectNode(attempt.kind, node) === undefined &&
    isGroupOpen(attempt, group) &&
    isNodeOpen(attempt, slot)
  )
}

/** A group that is open to the pod, and the least that one of its nodes can cost. */
interface Candidate {
  readonly group: NodeGroup
  /** What all its nodes cost. */
  readonly price: number
  /** What each of its nodes costs at least, beside its load. */
  readonly leastPrice: number
  readonly leastCost: number
}

/**
 * The search for the cheapest node, group by group from the one that promises most; a group that
 * cannot beat what has been found is not searched. Ties go to the group that came up first, and there
 * to the first place of its tree.
 */
class NodeSearch implements NodeJudge {
  readonly #attempt: Attempt
  readonly #wishes: Wishes
  readonly #result: SearchResult = { node: -1, cost: Infinity }
  #groupPrice = 0

  constructor(attempt: Attempt) {
    this.#attempt = attempt
    this.#wishes = new Wishes(attempt.view, attempt.pod, attempt.kind)
  }

  find(): NodeSlot | undefined {
    const { view, kind } = this.#attempt
    for (const { group, price, leastPrice, leastCost } of this.#candidates()) {
      if (leastCost >= this.#result.cost) break
      this.#groupPrice = price
      const prices = { base: leastPrice, load: PRICES.load }
      group.tree.search(kind.facts.requests, prices, this, this.#result)
    }
    const { node } = this.#result
    return node < 0 ? undefined : view.slots[node]
  }

  costOf(node: number, load: number): number {
    const slot = this.#attempt.view.slots[node] as NodeSlot
    if (!isNodeOpen(this.#attempt, slot)) return Infinity
    // Added up in the same order as the bound of the search, so that equal nodes are equal to the bit.
    return this.#groupPrice + this.#priceOf(slot) + PRICES.load * load
  }

  #priceOf(slot: NodeSlot): number {
    const { facts } = this.#attempt.kind
    const price = this.#wishes.priceOfNode(slot)
    if (!facts.nodeChoice.isByName || slot.node === undefined) return price
    return price + PRICES.unmetPreference * (1 - preferenceMet(facts, slot.node))
  }

  #candidates(): readonly Candidate[] {
    const { view, kind } = this.#attempt
    const candidates: Candidate[] = []
    for (const group of view.groups.all) {
      if (!isGroupOpen(this.#attempt, group)) continue
      const price = groupVerdict(kind, group).price + this.#wishes.priceOfGroup(group)
      const leastPrice = price + this.#wishes.leastPriceOfNodes(group)
      const leastCost = leastPrice + PRICES.load * group.tree.leastLoad()
      insert(candidates, { group, price, leastPrice, leastCost })
    }
    return candidates
  }
}

/** Puts a candidate behind all that promise as much or more. There are few. */
function insert(candidates: Candidate[], candidate: Candidate): void {
  let place = candidates.length
  candidates.push(candidate)
  for (; place > 0; place--) {
    const before = candidates[place - 1] as Candidate
    if (before.leastCost <= candidate.leastCost) break
    candidates[place] = before
  }
  candidates[place] = candidate
}
