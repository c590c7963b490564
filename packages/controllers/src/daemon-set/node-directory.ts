import { type ChangeListener, type Node, type Pod, type StoredChange, nameOf } from '@seatrial/core'
import { isSameToDaemons } from './node-eligibility.ts'

/** Whoever keeps something about nodes up to date. */
export interface NodeListener {
  /** The node with this number was added, changed or removed in the cache. */
  nodeChanged(number: number): void
}

/**
 * Gives every node name a small number, so that what is kept about nodes lies in arrays, and knows
 * the Node behind the number as far as the cache has one.
 *
 * A number belongs to its name for ever: pods may still name a node that is gone.
 */
export class NodeDirectory implements ChangeListener {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []
  readonly #nodes: (Node | undefined)[] = []
  readonly #listeners = new Set<NodeListener>()
  /** By the number of the pod, one more than that of its node. */
  #targets = new Int32Array(0)

  /** How many names have a number: 0 to `size` − 1. */
  get size(): number {
    return this.#names.length
  }

  /** The number of a name, a new one where it has none yet. */
  numberOf(name: string): number {
    let number = this.#numbers.get(name)
    if (number === undefined) {
      number = this.#names.length
      this.#numbers.set(name, number)
      this.#names.push(name)
      this.#nodes.push(undefined)
    }
    return number
  }

  /**
   * The number of the node that a pod is on, or that its affinity pins it to; −1 when there is neither.
   * Once a pod has a target it keeps it, so its name is looked up once.
   */
  targetOf(pod: Pod): number {
    const { number, pinnedNode } = pod.identity
    const known = this.#targets[number]
    if (known !== undefined && known !== UNKNOWN) return known - 1
    const name = pod.nodeName === '' ? pinnedNode : pod.nodeName
    if (name === '') return -1
    const node = this.numberOf(name)
    if (number >= this.#targets.length) this.#targets = larger(this.#targets, number + 1)
    this.#targets[number] = node + 1
    return node
  }

  nameOf(number: number): string {
    return this.#names[number] ?? ''
  }

  /** The node as the cache has it; undefined when it has none. */
  nodeAt(number: number): Node | undefined {
    return this.#nodes[number]
  }

  /** The node of that name as the cache has it. */
  find(name: string): Node | undefined {
    const number = this.#numbers.get(name)
    return number === undefined ? undefined : this.#nodes[number]
  }

  listen(listener: NodeListener): void {
    this.#listeners.add(listener)
  }

  leave(listener: NodeListener): void {
    this.#listeners.delete(listener)
  }

  /** Only what makes a difference to some set is passed on. */
  changed(change: StoredChange): void {
    const number = this.numberOf(nameOf(change.object))
    const before = this.#nodes[number]
    const after = change.type === 'DELETED' ? undefined : (change.object as Node)
    this.#nodes[number] = after
    if (before !== undefined && after !== undefined && isSameToDaemons(before, after)) return
    for (const listener of this.#listeners) listener.nodeChanged(number)
  }
}

/** The target of a pod that has not been asked about. */
const UNKNOWN = 0

function larger(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(length, numbers.length * 2, 16))
  copy.set(numbers)
  return copy
}
