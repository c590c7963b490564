import { type Pod, type StatefulSet, UNSET, isTerminating } from '@seatrial/core'

/** Pods that a set lets go and pods that it takes. */
export interface ClaimPlan {
  readonly releases: readonly Pod[]
  readonly adoptions: readonly Pod[]
}

/**
 * Decides about the pods that are not simply kept: `outsiders` are owned and do not match, `orphans`
 * match and nobody owns them (STS-A4, STS-A5).
 */
export function planClaims(
  set: StatefulSet,
  outsiders: readonly Pod[],
  orphans: readonly Pod[],
): ClaimPlan {
  if (set.metadata.deletionTimestamp !== UNSET) return NOTHING
  return {
    releases: outsiders,
    adoptions: orphans.filter((pod) => !isTerminating(pod)),
  }
}

const NOTHING: ClaimPlan = Object.freeze({ releases: [], adoptions: [] })
