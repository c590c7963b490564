import type { Node } from '../../api/node.ts'
import { rejectUnselected } from '../predicates/node-affinity.ts'
import { nodePorts } from '../predicates/node-ports.ts'
import { nodeResources } from '../predicates/node-resources.ts'
import { rejectDomainNeighbours, rejectNodeNeighbours } from '../predicates/pod-affinity.ts'
import { rejectUnevenDomain, rejectUnevenNode } from '../predicates/topology-spread.ts'
import { volumeLimits } from '../predicates/volume-limits.ts'
import { rejectVolumes } from '../predicates/volume-reach.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NodeSlot } from '../view/node-slot.ts'
import type { Attempt } from './attempt.ts'
import { groupVerdict, rejectNode } from './group-verdict.ts'
import type { NodeReason } from './rejection.ts'
import type { RoomSeeker } from './room-seeker.ts'

/** Where a pod is in the way of others, or takes what is limited: checked node by node. */
const ROOM = [nodePorts, nodeResources, volumeLimits] as const

/** True when what is limited on the node suffices for one more pod of the kind. */
export function hasRoom(seeker: RoomSeeker, slot: NodeSlot): boolean {
  for (const predicate of ROOM) if (!predicate.allows(seeker, slot)) return false
  return true
}

/** True when nothing keeps the pod from the group as a whole; what runs on single nodes is not looked at. */
export function isGroupOpen(attempt: Attempt, group: NodeGroup): boolean {
  const { kind, demands, volumes } = attempt
  return (
    groupVerdict(kind, group).reason === undefined &&
    (attempt.isAboutSingleNodes || rejectVolumes(volumes, group.example) === undefined) &&
    rejectUnevenDomain(demands.wide.spread, group) === undefined &&
    rejectDomainNeighbours(demands, group) === undefined
  )
}

/** True when a node of an open group takes the pod. */
export function isNodeOpen(attempt: Attempt, slot: NodeSlot): boolean {
  const { kind, demands, volumes } = attempt
  if (!hasRoom(attempt, slot)) return false
  if (attempt.isAboutSingleNodes) {
    const node = slot.node as Node
    if (rejectUnselected(kind.facts, node) !== undefined) return false
    if (rejectVolumes(volumes, node) !== undefined) return false
  }
  return (
    rejectUnevenNode(demands.narrow.spread, slot) === undefined &&
    rejectNodeNeighbours(demands, slot) === undefined
  )
}

/** Why a node, which has an object, does not take the pod: the reasons of the first check that it fails, in Kubernetes' order. */
export function reasonsAgainst(attempt: Attempt, slot: NodeSlot): readonly NodeReason[] {
  const { kind, demands, volumes } = attempt
  const node = slot.node as Node
  const group = slot.group as NodeGroup
  const byNode = rejectNode(kind, node)
  if (byNode !== undefined) return [byNode]
  for (const predicate of ROOM) {
    if (!predicate.allows(attempt, slot)) return predicate.reasons(attempt, slot)
  }
  const byOthers =
    rejectVolumes(volumes, node) ??
    rejectUnevenDomain(demands.wide.spread, group) ??
    rejectUnevenNode(demands.narrow.spread, slot) ??
    rejectDomainNeighbours(demands, group) ??
    rejectNodeNeighbours(demands, slot)
  return byOthers === undefined ? [] : [byOthers]
}
