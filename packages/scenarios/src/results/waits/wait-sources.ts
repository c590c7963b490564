import type {
  Duration,
  PendingRequest,
  StartWaits,
  StoredChange,
  VolumeWaits,
} from '@seatrial/core'

/** What those who make pods wait know of it, and stored changes do not tell. */
export interface WaitSources {
  /** The request that brings about the change of this moment; undefined when none did. */
  executing(): PendingRequest | undefined
  /** How long the change takes until the controllers see it. */
  lagOf(change: StoredChange): Duration
  /** What a bound pod has waited for of its volumes; undefined when it has none. */
  volumeWaitsOf(podNumber: number): VolumeWaits | undefined
  /** What a pod that has not started yet has waited for on its node. */
  startWaitsOf(podNumber: number): StartWaits | undefined
}

/** Nobody knows more than the stored changes tell. */
export const NO_WAIT_SOURCES: WaitSources = {
  executing: () => undefined,
  lagOf: () => 0 as Duration,
  volumeWaitsOf: () => undefined,
  startWaitsOf: () => undefined,
}
