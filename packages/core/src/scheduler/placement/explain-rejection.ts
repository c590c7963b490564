import type { NodeSlot } from '../view/node-slot.ts'
import type { Attempt } from './attempt.ts'
import { groupVerdict } from './group-verdict.ts'
import { reasonsAgainst } from './node-verdict.ts'
import { RejectionTally } from './rejection-tally.ts'
import { type NodeReason, type Rejection, unhelped } from './rejection.ts'

/** The nodes that a daemon pod is not meant for. */
const NOT_PINNED: readonly NodeReason[] = [
  unhelped('node-name', "node(s) didn't satisfy plugin(s) [NodeAffinity]"),
]

/** Why no node takes the pod, counted over all nodes. */
export function explainRejection(attempt: Attempt): Rejection {
  const { view, pod } = attempt
  const tally = new RejectionTally()
  if (pod.identity.pinnedNode === '') countGroups(attempt, tally)
  else countPinned(attempt, tally, view.slotOf(pod.identity.pinnedNode))
  return tally.rejection()
}

function countPinned(attempt: Attempt, tally: RejectionTally, slot: NodeSlot): void {
  const isThere = slot.node !== undefined
  if (isThere) tally.add(reasonsAgainst(attempt, slot), 1)
  tally.add(NOT_PINNED, attempt.view.nodeCount - (isThere ? 1 : 0))
}

/** Whole groups are counted at once where their labels or taints decide. */
function countGroups(attempt: Attempt, tally: RejectionTally): void {
  const { view, kind } = attempt
  for (const group of view.groups.all) {
    const { reason } = groupVerdict(kind, group)
    if (reason !== undefined) {
      tally.add([reason], group.size)
      continue
    }
    for (const node of group.tree.nodes()) {
      tally.add(reasonsAgainst(attempt, view.slots[node] as NodeSlot), 1)
    }
  }
}
