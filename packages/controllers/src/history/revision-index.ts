import {
  type ChangeListener,
  type ControllerRevision,
  type LabelSelector,
  type StoredChange,
  compareText,
  controllerOf,
} from '@seatrial/core'
import type { OwningSet } from '../runtime/controller-reference.ts'

/**
 * The ControllerRevisions of a view by the set that controls them; those that nobody controls by
 * their namespace. It is an index of the revision informer.
 */
export class RevisionIndex implements ChangeListener {
  readonly #byOwner = new Map<string, RevisionList>()
  readonly #orphans = new Map<string, RevisionList>()

  /**
   * The revisions of a set, oldest first: those that the selector matches and that the set controls, or
   * nobody. As long as nothing changes, it is the same list.
   */
  listFor(set: OwningSet, selector: LabelSelector): readonly ControllerRevision[] {
    const own = this.ownedBy(set, selector)
    const orphans = this.orphansFor(set, selector)
    if (orphans.length === 0) return own
    return [...own, ...orphans].sort(byAge)
  }

  /**
   * The revisions that the selector matches and the set controls, oldest first. As long as nothing
   * changes, it is the same list.
   */
  ownedBy(set: OwningSet, selector: LabelSelector): readonly ControllerRevision[] {
    return this.#byOwner.get(set.metadata.uid)?.matching(selector) ?? NO_REVISIONS
  }

  /** The revisions that the set controls although the selector does not match them. */
  strangersOf(set: OwningSet, selector: LabelSelector): readonly ControllerRevision[] {
    return this.#byOwner.get(set.metadata.uid)?.others(selector) ?? NO_REVISIONS
  }

  /** The revisions that the selector matches and nobody controls, oldest first. */
  orphansFor(set: OwningSet, selector: LabelSelector): readonly ControllerRevision[] {
    return this.#orphans.get(set.metadata.namespace)?.matching(selector) ?? NO_REVISIONS
  }

  changed(change: StoredChange): void {
    const revision = change.object as ControllerRevision
    const previous = change.previous as ControllerRevision | undefined
    if (previous !== undefined) this.#listOf(previous).delete(previous)
    if (change.type === 'DELETED') this.#listOf(revision).delete(revision)
    else this.#listOf(revision).put(revision)
  }

  #listOf({ metadata }: ControllerRevision): RevisionList {
    const owner = controllerOf(metadata.ownerReferences)
    const lists = owner === undefined ? this.#orphans : this.#byOwner
    const key = owner === undefined ? metadata.namespace : owner.uid
    let list = lists.get(key)
    if (list === undefined) {
      list = new RevisionList()
      lists.set(key, list)
    }
    return list
  }
}

/** Some revisions by name; in order those that a selector matches and the others, worked out once. */
class RevisionList {
  readonly #revisions = new Map<string, ControllerRevision>()
  #selector: LabelSelector | undefined
  #matching: readonly ControllerRevision[] = NO_REVISIONS
  #others: readonly ControllerRevision[] = NO_REVISIONS

  put(revision: ControllerRevision): void {
    this.#revisions.set(revision.metadata.name, revision)
    this.#selector = undefined
  }

  delete(revision: ControllerRevision): void {
    this.#revisions.delete(revision.metadata.name)
    this.#selector = undefined
  }

  matching(selector: LabelSelector): readonly ControllerRevision[] {
    if (selector !== this.#selector) this.#divideBy(selector)
    return this.#matching
  }

  others(selector: LabelSelector): readonly ControllerRevision[] {
    if (selector !== this.#selector) this.#divideBy(selector)
    return this.#others
  }

  #divideBy(selector: LabelSelector): void {
    this.#selector = selector
    const revisions = [...this.#revisions.values()].sort(byAge)
    this.#matching = revisions.filter(({ metadata }) => selector.matches(metadata.labels))
    this.#others =
      this.#matching.length === revisions.length
        ? NO_REVISIONS
        : revisions.filter((revision) => !this.#matching.includes(revision))
  }
}

const NO_REVISIONS: readonly ControllerRevision[] = Object.freeze([])

/** Revisions are ordered by number, then by age, then by name. */
function byAge(one: ControllerRevision, other: ControllerRevision): number {
  return (
    one.revision - other.revision ||
    one.metadata.creationTimestamp - other.metadata.creationTimestamp ||
    compareText(one.metadata.name, other.metadata.name)
  )
}
