import type { DomainChecks, DomainDemands } from '../placement/domain-checks.ts'
import { type NodeReason, helped, unhelped } from '../placement/rejection.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NodeSlot } from '../view/node-slot.ts'
import type { NarrowTerm, WideTerm } from '../view/topology-term.ts'

const ALONE = unhelped('pod-affinity', "node(s) didn't match pod affinity rules")
const CROWDED = helped('pod-affinity', "node(s) didn't match pod anti-affinity rules")
const UNWELCOME = helped('pod-affinity', "node(s) didn't satisfy existing pods anti-affinity rules")

/** Keeps a pod in the zones of those that it must be near, and out of those of pods that must not be near it. */
export function rejectDomainNeighbours(
  { wide, isFirst }: DomainDemands,
  group: NodeGroup,
): NodeReason | undefined {
  const { together, apart, unwelcomeTo }: DomainChecks<WideTerm> = wide
  for (const { matching } of together) if (isAlone(matching.at(group), isFirst)) return ALONE
  for (const { matching } of apart) if (isThere(matching.at(group))) return CROWDED
  for (const { carriers } of unwelcomeTo) if (isThere(carriers.at(group))) return UNWELCOME
  return undefined
}

/** The same for single nodes. */
export function rejectNodeNeighbours(
  { narrow, isFirst }: DomainDemands,
  slot: NodeSlot,
): NodeReason | undefined {
  const { together, apart, unwelcomeTo }: DomainChecks<NarrowTerm> = narrow
  for (const { matching } of together) if (isAlone(matching.at(slot), isFirst)) return ALONE
  for (const { matching } of apart) if (isThere(matching.at(slot))) return CROWDED
  for (const { carriers } of unwelcomeTo) if (isThere(carriers.at(slot))) return UNWELCOME
  return undefined
}

function isAlone(count: number | undefined, isFirst: boolean): boolean {
  return count === undefined || (count === 0 && !isFirst)
}

function isThere(count: number | undefined): boolean {
  return count !== undefined && count > 0
}
