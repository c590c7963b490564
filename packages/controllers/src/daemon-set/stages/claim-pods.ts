import { type Pod, isTerminating } from '@seatrial/core'
import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { startClaim } from './claiming.ts'
import type { StageContext } from './stage-context.ts'

/**
 * Has the set claim its pods as the cache shows them now, then goes on with `next`, which reads them
 * by `takeClaimedPods`.
 */
export function claimPods(
  context: StageContext,
  sync: DaemonSetSync,
  next: DaemonSetStep,
): DaemonSetStep {
  const { index, set } = sync
  index.refresh(context.simulation.now)
  const adoptions: Pod[] = []
  for (const pod of context.sets.pods.orphansIn(set.metadata.namespace).values()) {
    if (index.criteria.isSelected(pod) && !isTerminating(pod)) adoptions.push(pod)
  }
  return startClaim(sync, index.strangers(), adoptions, next)
}

/**
 * Has the index count the pods that have just been adopted, although the cache does not show it yet.
 * False when claiming has failed: then the set's pods are not known.
 */
export function takeClaimedPods(context: StageContext, sync: DaemonSetSync): boolean {
  if (sync.claim.hasFailed) return false
  leaveOutAdopted(sync)
  sync.includedPods = sync.claim.adopted as readonly Pod[]
  for (const pod of sync.includedPods) sync.index.pods.put(pod)
  sync.index.refresh(context.simulation.now)
  return true
}

/** Ends the counting of adopted pods ahead of the cache. */
export function leaveOutAdopted(sync: DaemonSetSync): void {
  for (const pod of sync.includedPods) sync.index.pods.takeBack(pod)
  sync.includedPods = []
}
