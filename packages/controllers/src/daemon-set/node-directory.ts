import { type ChangeListener, type Node, type StoredChange, nameOf } from '@seatrial/core'

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

  changed(change: StoredChange): void {
    const number = this.numberOf(nameOf(change.object))
    this.#nodes[number] = change.type === 'DELETED' ? undefined : (change.object as Node)
    for (const listener of this.#listeners) listener.nodeChanged(number)
  }
}
