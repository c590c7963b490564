import {
  type ChangeListener,
  type ControllerRevision,
  type StoredChange,
  controllerOf,
  isBeingDeleted,
  isSameJson,
  keyOf,
} from '@seatrial/core'
import type { SetLookup } from '../set-lookup.ts'
import type { StageContext } from '../stages/stage-context.ts'

/** Wakes the sets that an event of a ControllerRevision concerns. */
export class RevisionHandler implements ChangeListener {
  readonly #context: StageContext
  readonly #sets: SetLookup

  constructor(context: StageContext, sets: SetLookup) {
    this.#context = context
    this.#sets = sets
  }

  changed({ type, object, previous }: StoredChange): void {
    const revision = object as ControllerRevision
    if (type === 'MODIFIED') this.#updated(previous as ControllerRevision, revision)
    else if (type === 'DELETED' || isBeingDeleted(revision)) this.#wakeOwner(revision)
    else if (ownerOf(revision) === undefined) this.#wakeSelecting(revision)
  }

  #updated(before: ControllerRevision, revision: ControllerRevision): void {
    if (before.metadata.resourceVersion === revision.metadata.resourceVersion) return
    const isOwnerChanged = !isSameJson(ownerOf(before), ownerOf(revision))
    if (isOwnerChanged) this.#wakeOwner(before)
    if (ownerOf(revision) !== undefined) this.#wakeOwner(revision)
    else if (isOwnerChanged || !isSameJson(before.metadata.labels, revision.metadata.labels)) {
      this.#wakeSelecting(revision)
    }
  }

  #wakeOwner(revision: ControllerRevision): void {
    const set = this.#sets.ownerBy(ownerOf(revision), revision.metadata.namespace)
    if (set !== undefined) this.#context.queue.add(keyOf(set))
  }

  #wakeSelecting({ metadata }: ControllerRevision): void {
    for (const set of this.#sets.selecting(metadata.labels, metadata.namespace)) {
      this.#context.queue.add(keyOf(set))
    }
  }
}

function ownerOf({ metadata }: ControllerRevision) {
  return controllerOf(metadata.ownerReferences)
}
