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
  readonly isServing: (pod: Pod) => boolean
}

export class DaemonSetBudget implements InvariantChecker {
  readonly #context: CheckerContext

  constructor(context: CheckerContext) {
    this.#context = context
  }

  decided(decision: PodDecision, seen: SeenCluster): void {
    if (decision.type !== 'roll-nodes') return
    const { set } = decision
    const rollout = this.#read(decision, seen)
    const maxSurge = daemonSetMaxSurge(
      set.spec.updateStrategy.rollingUpdate?.maxSurge,
      rollout.desired,
    )
    const excess =
      maxSurge === undefined || maxSurge === 0
        ? withoutSurge(rollout)
        : withSurge(rollout, maxSurge)
    if (excess === undefined) return
    this.#context.report('daemon-set-budget', `daemonset/${set.metadata.name}`, excess)
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
    const { minReadySeconds } = set.spec
    const { now } = simulation
    const isServing = (pod: Pod) => isAvailable(pod, minReadySeconds, behaviours, now)
    return { decision, nodes, desired, isServing }
  }
}

function withoutSurge({ decision, nodes, desired, isServing }: Rollout): string | undefined {
  const { plan, set } = decision
  const replaced = plan.deletes.filter(({ pod }) => isServing(pod)).length
  const budget = daemonSetBudget(set, desired)
  const unavailable = [...nodes.values()].filter((node) => !isServed(node, isServing)).length
  if (replaced === 0 || unavailable + replaced <= budget) return undefined
  return `replaces ${replaced} available pods beside ${unavailable} nodes without one, of ${budget} allowed`
}

/** A node counts as served by exactly one staying pod, which is available. */
function isServed({ current, outdated }: DaemonNode, isServing: (pod: Pod) => boolean): boolean {
  const [pod, ...others] = [...current, ...outdated]
  return pod !== undefined && others.length === 0 && isServing(pod)
}

function withSurge(rollout: Rollout, maxSurge: number): string | undefined {
  const { decision, nodes, isServing } = rollout
  const { creates, deletes } = decision.plan
  for (const { pod } of deletes) {
    const node = nodes.get(targetOf(pod))
    if (!isServing(pod) || node === undefined || !node.shouldRun) continue
    if (!node.current.some(isServing)) return `deletes available ${pod.identity.name} too early`
  }
  const extra = creates.filter(({ nodeName }) => nodes.get(nodeName)?.outdated.every(isServing))
  const surge = [...nodes.values()].filter((node) => countsAsSurge(node, isServing)).length
  if (extra.length === 0 || surge + extra.length <= maxSurge) return undefined
  return `makes ${extra.length} extra pods beside ${surge} of ${maxSurge} allowed`
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
