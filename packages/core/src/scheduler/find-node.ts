import type { Pod } from '../api/pod.ts'
import type { ClusterView, NodeSlot } from './cluster-view.ts'
import { reasonsAgainst } from './node-verdict.ts'
import type { PodKind } from './pod-kind.ts'
import { RejectionTally } from './rejection-message.ts'
import type { NodeReason, Rejection } from './rejection.ts'

/** What came of the search for a pod's node. */
export type Placement =
  | { readonly type: 'found'; readonly slot: NodeSlot }
  | { readonly type: 'rejected'; readonly rejection: Rejection }

/** Finds the node that a pod shall run on. */
export function findNode(
  view: ClusterView,
  pod: Pod,
  kind: PodKind,
  comparison: boolean,
): Placement {
  const { pinnedNode } = pod.identity
  const tally = new RejectionTally()
  let best: NodeSlot | undefined
  for (const slot of view.slots) {
    if (slot.node === undefined) continue
    const reasons =
      pinnedNode !== '' && slot.name !== pinnedNode
        ? NOT_PINNED
        : reasonsAgainst(view, slot, slot.node, kind, comparison)
    if (reasons.length > 0) tally.add(reasons, 1)
    else if (best === undefined || isEmptier(view, slot, best)) best = slot
  }
  return best === undefined
    ? { type: 'rejected', rejection: tally.rejection() }
    : { type: 'found', slot: best }
}

const NOT_PINNED: readonly NodeReason[] = [
  {
    by: 'node-name',
    text: "node(s) didn't satisfy plugin(s) [NodeAffinity]",
    isHelpedByPreemption: false,
  },
]

function isEmptier({ resources }: ClusterView, one: NodeSlot, other: NodeSlot): boolean {
  return resources.loadOf(one.number) < resources.loadOf(other.number)
}
