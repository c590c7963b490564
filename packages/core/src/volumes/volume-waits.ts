import type { Duration, SimTime } from '../kernel/time.ts'
import type { PodMounts } from './pod-mounts.ts'

/** What a pod has waited for of its volumes, one thing after the other. */
export interface VolumeWaits {
  /** Until its claims had got volumes. */
  readonly claim: Duration
  /** Until other nodes had let them go. */
  readonly detach: Duration
  /** Until they were attached to its node. */
  readonly attach: Duration
}

/** Splits the time until now, or until all volumes were attached. Mounting them comes on top. */
export function volumeWaits(mounts: PodMounts, now: SimTime): VolumeWaits {
  const { since } = mounts.request
  const bound = Math.max(since, mounts.unboundClaims.length > 0 ? now : mounts.boundAt)
  const freed = Math.max(bound, mounts.awaited.length > 0 ? now : mounts.freedAt)
  const attached = Math.max(freed, Math.min(now, lastAttachedAt(mounts)))
  return {
    claim: (bound - since) as Duration,
    detach: (freed - bound) as Duration,
    attach: (attached - freed) as Duration,
  }
}

function lastAttachedAt({ held }: PodMounts): number {
  let last = 0
  for (const { attachedAt } of held) last = Math.max(last, attachedAt)
  return last
}
