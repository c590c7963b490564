import type { PodDecision } from '@seatrial/controllers'
import { type DaemonSet, type Pod, daemonSetMaxSurge, keyOf } from '@seatrial/core'
import { isAvailable } from './availability.ts'
import { daemonSetBudget } from './budgets.ts'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'
import { type DaemonNode, daemonNodes, targetOf } from './seen/daemon-nodes.ts'
import type { SeenCluster } from './seen/seen-cluster.ts'

export const DAEMON_SET_BUDGET: InvariantText = {
  rule: 'daemon-set-budget',
  statement:
    'Without surge a DaemonSet pass replaces no more available pods than maxUnavailable leaves beside the nodes that it sees without one; with surge it deletes no available pod before its successor is available, and makes no more extra pods than maxSurge leaves.',
  exceptions: [
    {
      versions: 'all',
      what: 'Outdated pods that are unavailable anyway are all replaced at once, or get a successor beside them, outside of the budget.',
      recorded: 'daemonset-decisions ds-004314',
    },
  ],
}

type Roll = Extract<PodDecision, { readonly set: DaemonSet }>

/** What a rollout may do, as the naive reading of the rules has it. */
interface Rollout {
  readonly decision: Roll
  readonly nodes: ReadonlyMap<string, DaemonNode>
  readonly desired: number
  readonly maxSurge: number
  readonly isServing: (pod: Pod) => boolean
}

export class DaemonSetBudget implements InvariantChecker {
  readonly #context: CheckerContext

  constructor(context: CheckerContext) {
    this.#context = context
  }

  decided(decision: PodDecision, seen: SeenCluster): void {
    if (decision.type !== 'manage-nodes' && decision.type !== 'roll-nodes') return
    const rollout = this.#read(decision, seen)
    const excess = rollout.maxSurge > 0 ? withSurge(rollout) : withoutSurge(rollout)
    if (excess === undefined) return
    const { name } = decision.set.metadata
    this.#context.report('daemon-set-budget', `daemonset/${name}`, excess)
  }

  #read(decision: Roll, seen: SeenCluster): Rollout {
    const { set, revisionHash } = decision
    const { behaviours, simulation } = this.#context
    const nodes = daemonNodes(set, revisionHash, {
      nodes: seen.readNodes(keyOf(set)),
      pods: seen.podsOwnedBy(set.metadata.uid),
      behaviours,
    })
    const desired = [...nodes.values()].filter(({ shouldRun }) => shouldRun).length
    const { minReadySeconds, updateStrategy } = set.spec
    const { type, rollingUpdate } = updateStrategy
    const maxSurge =
      type === 'RollingUpdate' ? (daemonSetMaxSurge(rollingUpdate?.maxSurge, desired) ?? 0) : 0
    const { now } = simulation
    const isServing = (pod: Pod) => isAvailable(pod, minReadySeconds, behaviours, now)
    return { decision, nodes, desired, maxSurge, isServing }
  }
}

/** Manage deletes what is too much on a node, whatever it is; only the rollout has a budget. */
function withoutSurge({ decision, nodes, desired, isServing }: Rollout): string | undefined {
  const { plan, set, type } = decision
  const replaced = plan.deletes.filter(({ pod }) => isServing(pod)).length
  if (type === 'manage-nodes' || replaced === 0) return undefined
  const budget = daemonSetBudget(set, desired)
  const unavailable = [...nodes.values()].filter((node) => !isServed(node, isServing)).length
  if (unavailable + replaced <= budget) return undefined
  return `replaces ${replaced} available pods beside ${unavailable} nodes without one, of ${budget} allowed`
}

/** A node counts as served by exactly one staying pod, which is available. */
function isServed({ current, outdated }: DaemonNode, isServing: (pod: Pod) => boolean): boolean {
  const [pod, ...others] = [...current, ...outdated]
  return pod !== undefined && others.length === 0 && isServing(pod)
}

function withSurge(rollout: Rollout): string | undefined {
  const { decision, nodes, maxSurge, isServing } = rollout
  const tooEarly = decision.plan.deletes.find(({ pod }) => isTooEarly(pod, rollout))
  if (tooEarly !== undefined) {
    return `deletes ${tooEarly.pod.identity.name} before a successor is available`
  }
  const extra = decision.plan.creates.filter(({ nodeName }) => {
    const outdated = nodes.get(nodeName)?.outdated ?? []
    return outdated.length > 0 && outdated.every(isServing)
  })
  const surge = [...nodes.values()].filter((node) => countsAsSurge(node, isServing)).length
  if (extra.length === 0 || surge + extra.length <= maxSurge) return undefined
  return `makes ${extra.length} extra pods beside ${surge} of ${maxSurge} allowed`
}

/** The only outdated pod of a node that should have one, available, and no new one is. */
function isTooEarly(pod: Pod, { nodes, isServing }: Rollout): boolean {
  const node = nodes.get(targetOf(pod))
  if (node?.shouldRun !== true || !node.outdated.includes(pod) || !isServing(pod)) return false
  return node.outdated.length === 1 && node.current.length <= 1 && !node.current.some(isServing)
}

/** Two pods of one kind, or a new one that is not available yet beside an outdated one. */
function countsAsSurge(
  { current, outdated }: DaemonNode,
  isServing: (pod: Pod) => boolean,
): boolean {
  if (current.length > 1 || outdated.length > 1) return true
  const [recent] = current
  return recent !== undefined && outdated.length === 1 && !isServing(recent)
}
