import type { ClusterView, NodeSlot } from './cluster-view.ts'
import type { PodKind } from './pod-kind.ts'
import type { NodeReason } from './rejection.ts'
import { findUntolerated, isCordonedFor } from './taints.ts'
import type { Node } from '../api/node.ts'

/** Why a node does not take a pod, by the first check that it fails; empty when it does. */
export function reasonsAgainst(
  view: ClusterView,
  slot: NodeSlot,
  node: Node,
  kind: PodKind,
  comparison: boolean,
): readonly NodeReason[] {
  const { facts } = kind
  if (isCordonedFor(node, facts.tolerations, comparison)) return CORDONED
  if (findUntolerated(node, facts.tolerations, comparison) !== undefined) return TAINTED
  if (!facts.nodeSelector.matches(slot.name, node.metadata.labels)) return NOT_SELECTED
  if (!view.ports.areFree(slot.number, facts.hostPorts)) return PORTS_TAKEN
  return view.resources
    .shortages(slot.number, facts.requests)
    .map((text) => ({ by: 'node-resources', text, isHelpedByPreemption: true }))
}

const CORDONED = fixed('node-unschedulable', 'node(s) were unschedulable')
const TAINTED = fixed('taint-toleration', 'node(s) had untolerated taint(s)')
const NOT_SELECTED = fixed('node-affinity', "node(s) didn't match Pod's node affinity/selector")
const PORTS_TAKEN: readonly NodeReason[] = [
  {
    by: 'node-ports',
    text: "node(s) didn't have free ports for the requested pod ports",
    isHelpedByPreemption: true,
  },
]

function fixed(by: NodeReason['by'], text: string): readonly NodeReason[] {
  return [{ by, text, isHelpedByPreemption: false }]
}
