import {
  type ChangeListener,
  type Node,
  type Pod,
  type StoredChange,
  nameOf,
  parentOf,
} from '@seatrial/core'
import type { ControllerProcess } from '../../run/controller-process.ts'
import { SnapshotMap } from './snapshot-map.ts'

/**
 * What a process of the controllers has seen so far, kept apart from its own indexes: pods and nodes as
 * the watches have delivered them, and as they stood when a pass read them.
 */
export class SeenCluster {
  readonly #members = new Map<string, SnapshotMap<Pod>>()
  readonly #podsByOwner = new Map<string, Map<number, Pod>>()
  readonly #nodes = new Map<string, SnapshotMap<Node>>()
  readonly #presentNodes = new SnapshotMap<Node>()

  constructor({ informers }: ControllerProcess) {
    informers.pods.addIndex(listener((change) => this.#podChanged(change)))
    informers.nodes.addIndex(listener((change) => this.#nodeChanged(change)))
  }

  /** A DaemonSet pass reads the nodes. */
  nodesRead(key: string): void {
    let nodes = this.#nodes.get(key)
    if (nodes === undefined) {
      nodes = new SnapshotMap()
      for (const node of this.#presentNodes.values()) nodes.set(node.metadata.name, node)
      this.#nodes.set(key, nodes)
    }
    nodes.takeSnapshot()
  }

  /** A StatefulSet pass reads the pods. */
  podsRead(key: string): void {
    this.#membersOf(key).takeSnapshot()
  }

  /** The pod of that name when the last pass of its StatefulSet read the pods. */
  readPod(key: string, podName: string): Pod | undefined {
    return this.#membersOf(key).atSnapshot(podName)
  }

  /** The nodes when the last pass of a DaemonSet read them. */
  readNodes(key: string): readonly Node[] {
    return [...(this.#nodes.get(key)?.snapshot() ?? [])]
  }

  /** The pods that a set controls, as seen by now. */
  podsOwnedBy(uid: string): readonly Pod[] {
    return [...(this.#podsByOwner.get(uid)?.values() ?? [])]
  }

  #membersOf(key: string): SnapshotMap<Pod> {
    let members = this.#members.get(key)
    if (members === undefined) {
      members = new SnapshotMap()
      this.#members.set(key, members)
    }
    return members
  }

  #podChanged({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    const { namespace, name, number } = pod.identity
    const present = type === 'DELETED' ? undefined : pod
    this.#membersOf(`${namespace}/${parentOf(name)}`).set(name, present)
    const formerOwner = (previous as Pod | undefined)?.metadata.controller?.uid
    if (formerOwner !== undefined) this.#podsByOwner.get(formerOwner)?.delete(number)
    const owner = present?.metadata.controller?.uid
    if (owner === undefined) return
    const pods = this.#podsByOwner.get(owner) ?? new Map<number, Pod>()
    this.#podsByOwner.set(owner, pods.set(number, pod))
  }

  #nodeChanged({ type, object }: StoredChange): void {
    const node = type === 'DELETED' ? undefined : (object as Node)
    for (const nodes of [this.#presentNodes, ...this.#nodes.values()])
      nodes.set(nameOf(object), node)
  }
}

function listener(changed: (change: StoredChange) => void): ChangeListener {
  return { changed }
}
