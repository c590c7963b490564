import { type Behaviours, type DaemonSet, isBound } from '@seatrial/core'
import { RevisionIndex } from '../history/revision-index.ts'
import { PodOwners } from '../runtime/pod-owners.ts'
import { KnownDaemonSet } from './known-daemon-set.ts'
import { NodeDirectory } from './node-directory.ts'
import type { NodeOrdering } from './node-ranking.ts'
import { OwnedPods } from './owned-pods.ts'

/** All that the controller keeps of nodes, pods and sets, and what it knows them by. */
export class KnownDaemonSets {
  /** An index of the node informer. */
  readonly nodes: NodeDirectory = new NodeDirectory()
  /** An index of the revision informer. */
  readonly revisions: RevisionIndex = new RevisionIndex()
  /** An index of the pod informer. */
  readonly pods: PodOwners<OwnedPods>
  readonly #nodeOrder: NodeOrdering
  readonly #behaviours: Behaviours
  readonly #sets = new Map<string, KnownDaemonSet>()
  readonly #owners: OwnedPods[] = []

  constructor(nodeOrder: NodeOrdering, behaviours: Behaviours) {
    this.#nodeOrder = nodeOrder
    this.#behaviours = behaviours
    this.pods = new PodOwners({
      kind: 'DaemonSet',
      keeperFor: () => {
        const pods = new OwnedPods(this.nodes)
        this.#owners.push(pods)
        return pods
      },
    })
  }

  /** What is kept of this set, made when it is first asked for. */
  of(set: DaemonSet): KnownDaemonSet {
    const { uid, name, namespace } = set.metadata
    let known = this.#sets.get(uid)
    if (known === undefined) {
      known = new KnownDaemonSet({
        pods: this.pods.keeperFor({ kind: 'DaemonSet', name, uid }, namespace),
        nodes: this.nodes,
        nodeOrder: this.#nodeOrder,
        behaviours: this.#behaviours,
      })
      this.#sets.set(uid, known)
      this.nodes.listen(known.index)
    }
    return known
  }

  /** The set is gone; its pods stay known for as long as they are there. */
  forget({ metadata: { uid } }: DaemonSet): void {
    const known = this.#sets.get(uid)
    if (known === undefined) return
    this.nodes.leave(known.index)
    this.#sets.delete(uid)
  }

  /** `namespace/name` of each set that has a pod bound to this node, by the word of the pods. */
  namesOnNode(nodeName: string): ReadonlySet<string> {
    const node = this.nodes.numberOf(nodeName)
    const names = new Set<string>()
    for (const owned of this.#owners) {
      for (const pod of owned.on(node)) {
        const { controller } = pod.metadata
        if (controller !== undefined && isBound(pod)) {
          names.add(`${pod.identity.namespace}/${controller.name}`)
        }
      }
    }
    return names
  }
}
