import { DaemonPlacement } from '@seatrial/controllers'
import {
  type Behaviours,
  type DaemonSet,
  type JsonObject,
  type Node,
  type Pod,
  isTerminal,
  isTerminating,
} from '@seatrial/core'

/** One node as a DaemonSet pass sees it, and the pods of the set that count there. */
export interface DaemonNode {
  readonly name: string
  readonly shouldRun: boolean
  readonly shouldContinueRunning: boolean
  /** All but those that have ended and are going. */
  readonly pods: readonly Pod[]
  readonly current: readonly Pod[]
  readonly outdated: readonly Pod[]
}

/** Every node that should have a pod of the set, or has one, by name. */
export function daemonNodes(
  set: DaemonSet,
  revisionHash: string,
  {
    nodes,
    pods,
    behaviours,
  }: {
    readonly nodes: readonly Node[]
    readonly pods: readonly Pod[]
    readonly behaviours: Behaviours
  },
): ReadonlyMap<string, DaemonNode> {
  const podSpec = (set.spec.template['spec'] ?? {}) as JsonObject
  const placement = new DaemonPlacement(podSpec, behaviours.tolerationComparison)
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]))
  const podsByNode = groupByTarget(pods)
  const found = new Map<string, DaemonNode>()
  for (const name of [...new Set([...byName.keys(), ...podsByNode.keys()])].sort()) {
    const node = byName.get(name)
    const there = podsByNode.get(name) ?? []
    const eligible = eligibility(node, placement)
    if (there.length === 0 && !eligible.shouldRun) continue
    const staying = there.filter((pod) => !isTerminating(pod))
    found.set(name, {
      name,
      ...eligible,
      pods: there,
      current: staying.filter(({ metadata }) => metadata.revision === revisionHash),
      outdated: staying.filter(({ metadata }) => metadata.revision !== revisionHash),
    })
  }
  return found
}

/** Pods by the node that they are on or meant for; those that have ended and are going left out. */
function groupByTarget(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const groups = new Map<string, Pod[]>()
  for (const pod of pods) {
    const target = targetOf(pod)
    if (target === '' || (isTerminal(pod) && isTerminating(pod))) continue
    const group = groups.get(target)
    if (group === undefined) groups.set(target, [pod])
    else group.push(pod)
  }
  return groups
}

/** The node that a daemon pod is on or meant for. */
export function targetOf(pod: Pod): string {
  return pod.nodeName === '' ? pod.identity.pinnedNode : pod.nodeName
}

function eligibility(
  node: Node | undefined,
  placement: DaemonPlacement,
): Pick<DaemonNode, 'shouldRun' | 'shouldContinueRunning'> {
  if (node === undefined) return { shouldRun: false, shouldContinueRunning: false }
  const { shouldRun, shouldContinueRunning } = placement.judge({
    name: node.metadata.name,
    labels: node.metadata.labels,
    taints: node.spec.taints,
  })
  return { shouldRun, shouldContinueRunning }
}
