import { type OwnerReference, type PersistentVolumeClaim, UNSET } from '@seatrial/core'
import {
  type ClaimRetention,
  type ClaimUser,
  areOwnersAsWanted,
  hasUnexpectedController,
  isStale,
  wantsOwner,
} from '../plans/claim-retention.ts'

/** What holds for the claims of one place, as bits of a word. */
export type ClaimFacts = number

/** A claim is missing or being deleted. */
export const CLAIMS_INCOMPLETE: number = 1 << 0
/** A claim does not have the owners that the retention policy wants. */
export const CLAIMS_MISOWNED: number = 1 << 1
/** A claim is controlled by somebody else. */
export const CLAIMS_CONTESTED: number = 1 << 2
/** A claim still belongs to an earlier pod of this name: no new pod may be made. */
export const CLAIMS_STALE: number = 1 << 3

/** Claims without any of these: nothing has to be done about them. */
export const CLAIMS_IN_ORDER: ClaimFacts = 0

/** Looks at the claim for one template; undefined when there is none. */
export function claimFacts(
  claim: PersistentVolumeClaim | undefined,
  user: ClaimUser,
  retention: ClaimRetention,
): ClaimFacts {
  if (claim === undefined) return CLAIMS_INCOMPLETE
  const { ownerReferences, deletionTimestamp } = claim.metadata
  const facts: ClaimFacts = deletionTimestamp === UNSET ? CLAIMS_IN_ORDER : CLAIMS_INCOMPLETE
  return facts | ownerFacts(ownerReferences, user, retention)
}

/** Most claims are to have no owner, and have none. */
function ownerFacts(
  owners: readonly OwnerReference[],
  user: ClaimUser,
  retention: ClaimRetention,
): ClaimFacts {
  if (owners.length === 0) return wantsOwner(user, retention) ? CLAIMS_MISOWNED : CLAIMS_IN_ORDER
  let facts: ClaimFacts = CLAIMS_IN_ORDER
  if (!areOwnersAsWanted(owners, user, retention)) facts |= CLAIMS_MISOWNED
  if (hasUnexpectedController(owners, user, retention)) facts |= CLAIMS_CONTESTED
  if (isStale(owners, user, retention)) facts |= CLAIMS_STALE
  return facts
}
