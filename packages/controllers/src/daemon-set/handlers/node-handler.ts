import type { ChangeListener, Node, StoredChange } from '@seatrial/core'
import type { WorkQueue } from '../../runtime/work-queue.ts'
import { isSameToDaemons } from '../node-eligibility.ts'

/**
 * Puts nodes that may have become fit or unfit for some set into the queue of node updates. The
 * deletion of a node wakes nobody.
 */
export class NodeHandler implements ChangeListener {
  readonly #queue: WorkQueue

  constructor(queue: WorkQueue) {
    this.#queue = queue
  }

  changed({ type, object, previous }: StoredChange): void {
    const node = object as Node
    if (type === 'DELETED') return
    if (type === 'MODIFIED' && isSameToDaemons(previous as Node, node)) return
    this.#queue.add(node.metadata.name)
  }
}
