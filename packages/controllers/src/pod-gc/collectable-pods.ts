import {
  type Node,
  type Pod,
  type StoredChange,
  isBound,
  isTerminal,
  isTerminating,
  nodeReadiness,
} from '@seatrial/core'
import type { PodDirectory } from '../runtime/pod-directory.ts'

const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'

/** Whether a node is in the collector's view. */
export interface KnownNodes {
  has(nodeName: string): boolean
}

/**
 * The pods and nodes that a pass of the pod garbage collector is about, kept up to date by every
 * delivered change. All other pods cost a glance at their newest version.
 */
export class CollectablePods {
  /** Pods that are Succeeded or Failed. */
  readonly terminated: Set<number> = new Set()
  /** Terminating pods that never got a node. */
  readonly unscheduled: Set<number> = new Set()
  /** Terminating pods on nodes that have been declared out of service. */
  readonly outOfService: Set<number> = new Set()
  /** Nodes that pods are bound to but that are not there. */
  readonly missingNodes: Set<string> = new Set()
  readonly #directory: PodDirectory
  readonly #nodes: KnownNodes
  readonly #fencedNodes = new Set<string>()

  constructor(directory: PodDirectory, nodes: KnownNodes) {
    this.#directory = directory
    this.#nodes = nodes
  }

  podChanged({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    if (type === 'DELETED') {
      this.#forget(pod.identity.number)
      return
    }
    const before = previous as Pod | undefined
    if (isTerminal(pod)) this.terminated.add(pod.identity.number)
    if (isTerminating(pod)) this.#addTerminating(pod)
    if (isBound(pod) && (before === undefined || !isBound(before))) {
      if (!this.#nodes.has(pod.nodeName)) this.missingNodes.add(pod.nodeName)
    }
  }

  nodeChanged({ type, object }: StoredChange): void {
    const node = object as Node
    const { name } = node.metadata
    if (type === 'DELETED') {
      this.#setFenced(name, false)
      if (this.#directory.hasPodsOn(name)) this.missingNodes.add(name)
    } else {
      this.missingNodes.delete(name)
      this.#setFenced(name, isOutOfService(node))
    }
  }

  #addTerminating(pod: Pod): void {
    const { number } = pod.identity
    if (!isBound(pod)) {
      this.unscheduled.add(number)
    } else if (this.#fencedNodes.has(pod.nodeName)) {
      this.outOfService.add(number)
    }
  }

  #setFenced(nodeName: string, isFenced: boolean): void {
    if (isFenced === this.#fencedNodes.has(nodeName)) return
    if (isFenced) this.#fencedNodes.add(nodeName)
    else this.#fencedNodes.delete(nodeName)
    for (const pod of this.#directory.onNode(nodeName)) {
      if (!isFenced) this.outOfService.delete(pod.identity.number)
      else if (isTerminating(pod)) this.#addTerminating(pod)
    }
  }

  #forget(number: number): void {
    this.terminated.delete(number)
    this.unscheduled.delete(number)
    this.outOfService.delete(number)
  }
}

/** A human has said that the machine is down for good, and it is not Ready. */
function isOutOfService(node: Node): boolean {
  return (
    nodeReadiness(node) !== 'True' && node.spec.taints.some(({ key }) => key === OUT_OF_SERVICE)
  )
}
