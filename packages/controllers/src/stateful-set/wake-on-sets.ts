import { type ChangeListener, type StoredChange, nameOf, namespaceOf, uidOf } from '@seatrial/core'
import type { WorkQueue } from '../runtime/work-queue.ts'
import type { StatefulSetRecords } from './stateful-set-records.ts'

/** Every event of a set, also a write of its status only, has the set synced (STS-Q1). */
export class WakeOnSets implements ChangeListener {
  readonly #queue: WorkQueue
  readonly #sets: StatefulSetRecords

  constructor(queue: WorkQueue, sets: StatefulSetRecords) {
    this.#queue = queue
    this.#sets = sets
  }

  /** A set that is gone has no record any more. */
  changed({ object }: StoredChange): void {
    const record = this.#sets.withUid(uidOf(object))
    this.#queue.add(record?.key ?? `${namespaceOf(object)}/${nameOf(object)}`)
  }
}
