import type { ControllerRevision } from '@seatrial/core'

/** The revision that the set's present template would make. */
export interface ProposedRevision {
  readonly data: string
  readonly hash: string
}

/** What is to be done so that the present template has its revision. */
export type RevisionChoice =
  | { readonly type: 'keep'; readonly revision: ControllerRevision }
  /** An older revision is wanted again: it becomes the newest. */
  | { readonly type: 'renumber'; readonly revision: ControllerRevision; readonly number: number }
  | { readonly type: 'create'; readonly number: number }

export interface RevisionComparison {
  /** The label that holds a revision's hash. */
  readonly hashLabel: string
  /** Two revisions whose hashes are different numbers are unequal, whatever their data (up to 1.33). */
  readonly numericHashLabelException: boolean
  /** Tells whether a revision means the present template although its bytes are others. */
  readonly meansTheSame: (revision: ControllerRevision) => boolean
}

/** Finds the update revision among a set's revisions, oldest first (STS-R2 to STS-R7). */
export function chooseRevision(
  revisions: readonly ControllerRevision[],
  proposed: ProposedRevision,
  comparison: RevisionComparison,
): RevisionChoice {
  const last = revisions.at(-1)
  const number = (last?.revision ?? 0) + 1
  const equal = revisions.findLast((revision) => isEqual(revision, proposed, comparison))
  if (last === undefined) return { type: 'create', number }
  if (equal === undefined) {
    return comparison.meansTheSame(last)
      ? { type: 'keep', revision: last }
      : { type: 'create', number }
  }
  const { hashLabel } = comparison
  const ofEqual = { data: equal.data, hash: equal.metadata.labels[hashLabel] ?? '' }
  return isEqual(last, ofEqual, comparison)
    ? { type: 'keep', revision: last }
    : { type: 'renumber', revision: equal, number }
}

function isEqual(
  revision: ControllerRevision,
  { data, hash }: ProposedRevision,
  { hashLabel, numericHashLabelException }: RevisionComparison,
): boolean {
  if (numericHashLabelException) {
    const own = numberIn(revision.metadata.labels[hashLabel] ?? '')
    const other = numberIn(hash)
    if (own !== undefined && other !== undefined && own !== other) return false
  }
  return revision.data === data
}

const INT32_MAX = 2_147_483_647

/** The number that a hash without letters happens to be, if it fits 32 bits. */
function numberIn(hash: string): number | undefined {
  if (!/^\d+$/.test(hash)) return undefined
  const number = Number(hash)
  return number <= INT32_MAX ? number : undefined
}
