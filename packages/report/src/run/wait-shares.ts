import type { Rollout, RolloutWait } from '@seatrial/scenarios'

/** One thing that a rollout waited for, and how much of its time that is. */
export interface WaitShare {
  readonly wait: RolloutWait
  /** From 0 to 1. */
  readonly share: number
}

/**
 * What a rollout waited for on the way to its end, the most first; of equal shares, what comes first in
 * a pod's life.
 */
export function waitShares({ criticalPath }: Rollout): readonly WaitShare[] {
  const waits = Object.entries(criticalPath) as readonly (readonly [RolloutWait, number])[]
  const total = waits.reduce((sum, [, time]) => sum + time, 0)
  if (total === 0) return []
  return waits
    .filter(([, time]) => time > 0)
    .map(([wait, time]) => ({ wait, share: time / total }))
    .toSorted((one, other) => other.share - one.share)
}
