import type { PodPart, Rollout } from '@seatrial/scenarios'

/** One part of pods' lives, and how much of all their waiting it is. */
export interface WaitShare {
  readonly part: PodPart
  /** From 0 to 1. */
  readonly share: number
}

/**
 * What the pods of a rollout waited for, the most first; of equal shares, the earlier part of life.
 */
export function waitShares({ waited }: Rollout): readonly WaitShare[] {
  const parts = Object.entries(waited) as readonly (readonly [PodPart, number])[]
  const total = parts.reduce((sum, [, time]) => sum + time, 0)
  if (total === 0) return []
  return parts
    .filter(([, time]) => time > 0)
    .map(([part, time]) => ({ part, share: time / total }))
    .toSorted((one, other) => other.share - one.share)
}
