import { type ControllerRevision, compareText } from '@seatrial/core'
import { REVISION_HASH_LABEL } from '../history/revision-metadata.ts'

/** The revisions of a set, told apart by whether they remember its present template. */
export interface SortedRevisions {
  /** The one to keep of those that do; undefined when none does. */
  readonly current: ControllerRevision | undefined
  /** The others that do. */
  readonly duplicates: readonly ControllerRevision[]
  /** Those that do not, the lowest number first. */
  readonly old: readonly ControllerRevision[]
  /** The number that the current revision must have at least. */
  readonly number: number
}

/** What is known before the revisions have been looked at. */
export const NO_REVISIONS: SortedRevisions = Object.freeze({
  current: undefined,
  duplicates: [],
  old: [],
  number: 1,
})

/** Sorts revisions out by their data: the bytes that the present template makes are `data`. */
export function sortRevisions(
  revisions: readonly ControllerRevision[],
  data: string,
): SortedRevisions {
  const ascending = revisions.toSorted(compareRevisions)
  const old = ascending.filter((revision) => revision.data !== data)
  const equal = ascending.filter((revision) => revision.data === data)
  return {
    current: equal.at(-1),
    duplicates: equal.slice(0, -1),
    old,
    number: (old.at(-1)?.revision ?? 0) + 1,
  }
}

/**
 * The old revisions that are more than the limit allows, as far as no pod is of them: the lowest
 * numbers go first.
 */
export function revisionsToDelete(
  old: readonly ControllerRevision[],
  limit: number,
  isInUse: (hash: string) => boolean,
): readonly ControllerRevision[] {
  const excess = Math.max(0, old.length - limit)
  return old.filter((revision) => !isInUse(hashOf(revision) ?? '')).slice(0, excess)
}

/** The hash of a revision, as its pods carry it; undefined for one without the label. */
export function hashOf(revision: ControllerRevision): string | undefined {
  return revision.metadata.labels[REVISION_HASH_LABEL.DaemonSet]
}

/** By number; where two have the same, Kubernetes promises no order, and we take that of the names. */
function compareRevisions(one: ControllerRevision, other: ControllerRevision): number {
  return one.revision - other.revision || compareText(one.metadata.name, other.metadata.name)
}
