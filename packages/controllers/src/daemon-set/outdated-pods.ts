import { isTerminating } from '@seatrial/core'
import type { DaemonSetIndex } from './daemon-set-index.ts'
import type { NodeFacts } from './node-facts.ts'
import type { PodDeletion } from './pod-plan.ts'

/**
 * Adds the outdated pods of all nodes for which one of the facts holds, in the order of the nodes,
 * until `deletes` has `limit` entries. The facts are such that a node has one outdated pod.
 */
export function collectOutdated(
  index: DaemonSetIndex,
  facts: readonly NodeFacts[],
  { limit, why }: { readonly limit: number; readonly why: string },
  deletes: PodDeletion[],
): void {
  const { criteria, pods } = index
  for (let slot = nextSlot(index, facts, 0); slot >= 0; slot = nextSlot(index, facts, slot + 1)) {
    if (deletes.length >= limit) return
    for (const pod of pods.on(index.nodeAt(slot))) {
      if (isTerminating(pod) || !criteria.isSelected(pod) || criteria.isUpToDate(pod)) continue
      deletes.push({ pod, why })
    }
  }
}

/** The first slot, from this one on, of a node for which one of the facts holds; −1 for none. */
function nextSlot(index: DaemonSetIndex, facts: readonly NodeFacts[], from: number): number {
  let first = -1
  for (const fact of facts) {
    const slot = index.next(fact, from)
    if (slot >= 0 && (first < 0 || slot < first)) first = slot
  }
  return first
}
