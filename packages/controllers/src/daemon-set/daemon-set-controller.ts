import type { ControllerEnvironment } from '../runtime/controller-environment.ts'
import { ControllerLoop } from '../runtime/controller-loop.ts'
import { Expectations } from '../runtime/expectations.ts'
import { DaemonSetReconciler } from './daemon-set-reconciler.ts'
import type { DaemonSetSync } from './daemon-set-sync.ts'
import { FailedPodBackoff } from './failed-pod-backoff.ts'
import { DaemonSetHandler } from './handlers/daemon-set-handler.ts'
import { NodeHandler } from './handlers/node-handler.ts'
import { PodHandler } from './handlers/pod-handler.ts'
import { RevisionHandler } from './handlers/revision-handler.ts'
import { KnownDaemonSets } from './known-daemon-sets.ts'
import type { NodeOrdering } from './node-ranking.ts'
import { NodeUpdateReconciler, type NodeUpdateSync } from './node-update-reconciler.ts'
import { OwnWrites } from './own-writes.ts'
import { SetLookup } from './set-lookup.ts'

export interface DaemonSetControllerOptions extends ControllerEnvironment {
  /** In which order nodes are served where Kubernetes leaves it to chance. */
  readonly nodeOrder: NodeOrdering
}

/**
 * The DaemonSet controller: runs one pod of each set on each node that should have one, and replaces
 * outdated pods as the set's update strategy says. Its rules stand in `SPEC.md`.
 *
 * This is the wiring: views, handlers, and two queues with their workers. What a sync does is in
 * `DaemonSetReconciler` and the stages that it runs.
 */
export class DaemonSetController {
  /** What syncs sets. */
  readonly reconciler: DaemonSetReconciler
  /** What looks at changed nodes. */
  readonly nodeReconciler: NodeUpdateReconciler
  /** Its syncs, by the name of the node. */
  readonly nodeLoop: ControllerLoop<NodeUpdateSync>

  constructor({ nodeOrder, ...environment }: DaemonSetControllerOptions) {
    const { simulation, workers, informers, behaviours } = environment
    const sets = new KnownDaemonSets(nodeOrder, behaviours)
    this.reconciler = new DaemonSetReconciler({
      ...environment,
      sets,
      expectations: new Expectations(),
      backoff: new FailedPodBackoff(),
      ownWrites: new OwnWrites(),
    })
    const { context } = this.reconciler
    this.nodeReconciler = new NodeUpdateReconciler(context)
    this.nodeLoop = new ControllerLoop({
      simulation,
      workers,
      name: 'daemonset-node-updates',
      reconciler: this.nodeReconciler,
    })
    const lookup = new SetLookup(informers.daemonSets)
    informers.nodes.addIndex(sets.nodes)
    informers.pods.addIndex(sets.pods)
    informers.controllerRevisions.addIndex(sets.revisions)
    informers.daemonSets.addHandler(new DaemonSetHandler(context))
    informers.pods.addHandler(new PodHandler(context, lookup))
    informers.controllerRevisions.addHandler(new RevisionHandler(context, lookup))
    informers.nodes.addHandler(new NodeHandler(this.nodeLoop.queue))
  }

  /** The process ends. */
  stop(): void {
    this.loop.stop()
    this.nodeLoop.stop()
  }

  /** Syncs of sets, by `namespace/name`. */
  get loop(): ControllerLoop<DaemonSetSync> {
    return this.reconciler.loop
  }
}
