import { type ChangeListener, type StoredChange, nameOf, namespaceOf } from '@seatrial/core'
import type { WorkQueue } from '../runtime/work-queue.ts'

/** Every event of a set, also a write of its status only, has the set synced (STS-Q1). */
export class WakeOnSets implements ChangeListener {
  readonly #queue: WorkQueue

  constructor(queue: WorkQueue) {
    this.#queue = queue
  }

  changed({ object }: StoredChange): void {
    this.#queue.add(`${namespaceOf(object)}/${nameOf(object)}`)
  }
}
