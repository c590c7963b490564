import { type ApiRequest, type ApiResult, type DaemonSet, type Node, keyOf } from '@seatrial/core'
import { type Progress, type Reconciler, Sync } from '../runtime/controller-loop.ts'
import type { StageContext } from './stages/stage-context.ts'

/** The look at one node. It asks nobody anything, so it never waits. */
export class NodeUpdateSync extends Sync {
  protected record(_request: ApiRequest, _result: ApiResult): void {}
}

/**
 * Wakes the sets for which a changed node makes a difference. (`daemonset-and-nodes.md` A3)
 *
 * Pods that are not bound yet are not seen here, and pods count by the name of their owner alone: at
 * worst a set is woken in vain.
 */
export class NodeUpdateReconciler implements Reconciler<NodeUpdateSync> {
  readonly #context: StageContext

  constructor(context: StageContext) {
    this.#context = context
  }

  begin(nodeName: string): NodeUpdateSync {
    return new NodeUpdateSync(nodeName)
  }

  advance({ key: nodeName }: NodeUpdateSync): Progress {
    const { informers, sets, queue } = this.#context
    const node = sets.nodes.find(nodeName)
    if (node === undefined) return 'done'
    const names = sets.namesOnNode(nodeName)
    for (const set of informers.daemonSets.objects.values()) {
      const key = keyOf(set)
      if (this.#concerns(node, set, names.has(key))) queue.add(key)
    }
    return 'done'
  }

  #concerns(node: Node, set: DaemonSet, hasPod: boolean): boolean {
    const { name, labels } = node.metadata
    const placement = this.#context.sets.of(set).placementOf(set)
    const verdict = placement.judge({ name, labels, taints: node.spec.taints })
    if (!hasPod) return verdict.shouldRun
    return !verdict.shouldContinueRunning || set.status.numberMisscheduled > 0
  }
}
