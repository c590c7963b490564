import type { Pod } from '@seatrial/core'
import type { PodKeeper } from '../runtime/pod-owners.ts'
import type { NodeDirectory } from './node-directory.ts'

/** No pods, shared. */
const NO_PODS: readonly Pod[] = Object.freeze([])

/**
 * The pods that one DaemonSet controls, by the node they are on or meant for, as the cache has them.
 *
 * It remembers the nodes whose pods have changed since it was last read, so that whoever draws
 * conclusions from them looks at those only. Nearly every node has one pod: then the pod lies in the
 * array itself, without a list around it.
 */
export class OwnedPods implements PodKeeper {
  readonly #nodes: NodeDirectory
  readonly #byNode: (Pod | Pod[] | undefined)[] = []
  /** Pods without a node, by their numbers. They count nowhere. */
  readonly #untargeted = new Map<number, Pod>()
  /** How many pods with a node carry each revision hash. */
  readonly #hashCounts = new Map<string, number>()
  readonly #single: Pod[] = []
  #touched: number[] = []
  #isTouched = new Uint8Array(16)

  constructor(nodes: NodeDirectory) {
    this.#nodes = nodes
  }

  /** The pods of a node, in no order. The list is good until the next call. */
  on(node: number): readonly Pod[] {
    const pods = this.#byNode[node]
    if (pods === undefined) return NO_PODS
    if (Array.isArray(pods)) return pods
    this.#single[0] = pods
    return this.#single
  }

  /** The pods without a node. */
  untargeted(): Iterable<Pod> {
    return this.#untargeted.values()
  }

  /** Every pod, node by node. */
  *all(): IterableIterator<Pod> {
    for (const pods of this.#byNode) {
      if (Array.isArray(pods)) yield* pods
      else if (pods !== undefined) yield pods
    }
    yield* this.#untargeted.values()
  }

  /** How many pods with a node carry this revision hash. */
  countWithHash(hash: string): number {
    return this.#hashCounts.get(hash) ?? 0
  }

  /** Adds a pod, or replaces an older version of it. A pod may find a target, but never another. */
  put(pod: Pod): void {
    const node = this.#nodes.targetOf(pod)
    if (node < 0) {
      this.#untargeted.set(pod.identity.number, pod)
      return
    }
    if (this.#untargeted.size > 0) this.#untargeted.delete(pod.identity.number)
    const present = this.#byNode[node]
    if (present === undefined) {
      this.#growTo(node)
      this.#byNode[node] = pod
      this.#count(undefined, pod)
    } else if (Array.isArray(present)) {
      this.#putAmong(present, pod)
    } else if (present.identity === pod.identity) {
      this.#byNode[node] = pod
      this.#count(present, pod)
    } else {
      this.#byNode[node] = [present, pod]
      this.#count(undefined, pod)
    }
    this.touch(node)
  }

  /** Takes a pod out, whatever version of it is there. */
  remove(pod: Pod): void {
    const node = this.#nodes.targetOf(pod)
    if (node < 0) {
      this.#untargeted.delete(pod.identity.number)
      return
    }
    const present = this.#byNode[node]
    if (present === undefined) return
    if (Array.isArray(present)) this.#removeFrom(present, pod, node)
    else if (present.identity === pod.identity) {
      this.#byNode[node] = undefined
      this.#count(present, undefined)
    }
    this.touch(node)
  }

  /** Takes a pod out unless another version of it has been put since. */
  takeBack(pod: Pod): void {
    const node = this.#nodes.targetOf(pod)
    const isPresent =
      node < 0 ? this.#untargeted.get(pod.identity.number) === pod : this.on(node).includes(pod)
    if (isPresent) this.remove(pod)
  }

  /** Has the node looked at by the next reader. */
  touch(node: number): void {
    if (node >= this.#isTouched.length) this.#isTouched = grown(this.#isTouched, node)
    if (this.#isTouched[node] === 1) return
    this.#isTouched[node] = 1
    this.#touched.push(node)
  }

  /** The nodes touched since the last call. */
  takeTouched(): readonly number[] {
    const touched = this.#touched
    if (touched.length === 0) return touched
    for (const node of touched) this.#isTouched[node] = 0
    this.#touched = []
    return touched
  }

  /** Keeps the array dense, whatever order nodes get their pods in. */
  #growTo(node: number): void {
    while (this.#byNode.length <= node) this.#byNode.push(undefined)
  }

  #putAmong(pods: Pod[], pod: Pod): void {
    const place = pods.findIndex(({ identity }) => identity === pod.identity)
    this.#count(pods[place], pod)
    pods[place < 0 ? pods.length : place] = pod
  }

  #removeFrom(pods: Pod[], pod: Pod, node: number): void {
    const place = pods.findIndex(({ identity }) => identity === pod.identity)
    if (place < 0) return
    this.#count(pods[place], undefined)
    const left = pods.filter((_, index) => index !== place)
    this.#byNode[node] = left.length === 1 ? left[0] : left
  }

  /** Keeps the counts when a pod takes the place of another version, comes or goes. */
  #count(before: Pod | undefined, after: Pod | undefined): void {
    if (before?.metadata === after?.metadata) return
    if (before !== undefined) this.#countHash(before.metadata.revision, -1)
    if (after !== undefined) this.#countHash(after.metadata.revision, 1)
  }

  #countHash(hash: string, change: number): void {
    const count = this.countWithHash(hash) + change
    if (count === 0) this.#hashCounts.delete(hash)
    else this.#hashCounts.set(hash, count)
  }
}

function grown(flags: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(flags.length * 2, index + 1))
  larger.set(flags)
  return larger
}
