import type { Duration, PendingRequest, StoredChange, VolumeWaits } from '@seatrial/core'

/** What those who make pods wait know of it, and stored changes do not tell. */
export interface WaitSources {
  /** The request that brings about the change of this moment; undefined when none did. */
  executing(): PendingRequest | undefined
  /** How long the change takes until the controllers see it. */
  lagOf(change: StoredChange): Duration
  /** What a bound pod has waited for of its volumes; undefined when it has none. */
  volumeWaitsOf(podNumber: number): VolumeWaits | undefined
  /** How long a pod that has not started yet has pulled images. */
  pullingOf(podNumber: number): Duration
}

/** Nobody knows more than the stored changes tell. */
export const NO_WAIT_SOURCES: WaitSources = {
  executing: () => undefined,
  lagOf: () => 0 as Duration,
  volumeWaitsOf: () => undefined,
  pullingOf: () => 0 as Duration,
}
