import { type ChangeListener, type DaemonSet, type StoredChange, keyOf } from '@seatrial/core'
import type { StageContext } from '../stages/stage-context.ts'

/** Every event of a set wakes it. When it is gone, or another of its name came, nothing of it is kept. */
export class DaemonSetHandler implements ChangeListener {
  readonly #context: StageContext

  constructor(context: StageContext) {
    this.#context = context
  }

  changed({ type, object, previous }: StoredChange): void {
    const set = object as DaemonSet
    const before = previous as DaemonSet | undefined
    if (type === 'DELETED') this.#drop(set)
    else if (before !== undefined && before.metadata.uid !== set.metadata.uid) this.#drop(before)
    this.#context.queue.add(keyOf(set))
  }

  #drop(set: DaemonSet): void {
    const { expectations, ownWrites, sets } = this.#context
    expectations.forget(keyOf(set))
    ownWrites.forget(keyOf(set))
    sets.forget(set)
  }
}
