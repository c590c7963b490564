import type { SpreadCheck } from '../placement/domain-checks.ts'
import { type NodeReason, helped, unhelped } from '../placement/rejection.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NodeSlot } from '../view/node-slot.ts'
import type { NarrowTerm, TopologyTerm, WideTerm } from '../view/topology-term.ts'

const TOO_UNEVEN = helped('topology-spread', "node(s) didn't match pod topology spread constraints")
const WITHOUT_DOMAIN = unhelped(
  'topology-spread',
  "node(s) didn't match pod topology spread constraints (missing required label)",
)

/** Keeps pods from crowding in zones and the like: with this pod, none may have too many more than the least. */
export function rejectUnevenDomain(
  checks: readonly SpreadCheck<WideTerm>[],
  group: NodeGroup,
): NodeReason | undefined {
  for (const check of checks) {
    const reason = rejectCount(check, check.term.matching.at(group))
    if (reason !== undefined) return reason
  }
  return undefined
}

/** The same for single nodes. */
export function rejectUnevenNode(
  checks: readonly SpreadCheck<NarrowTerm>[],
  slot: NodeSlot,
): NodeReason | undefined {
  for (const check of checks) {
    const reason = rejectCount(check, check.term.matching.at(slot))
    if (reason !== undefined) return reason
  }
  return undefined
}

function rejectCount(
  { maxSkew, least, own }: SpreadCheck<TopologyTerm>,
  count: number | undefined,
): NodeReason | undefined {
  if (count === undefined) return WITHOUT_DOMAIN
  return count + own - least > maxSkew ? TOO_UNEVEN : undefined
}
