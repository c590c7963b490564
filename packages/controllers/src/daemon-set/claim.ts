import type { ControllerRevision, Pod } from '@seatrial/core'
import type { DaemonSetStep } from './daemon-set-sync.ts'

/** What a set may own. */
export type Claimable = Pod | ControllerRevision

/** One claiming: what the set lets go, what it takes, and what came of it. */
export interface Claim {
  readonly releases: readonly Claimable[]
  readonly adoptions: readonly Claimable[]
  /** The step that needed the claim. */
  readonly next: DaemonSetStep
  /** What has been adopted, as it was before. */
  readonly adopted: readonly Claimable[]
  readonly hasFailed: boolean
}

/** What is known before anything has been claimed. */
export const NO_CLAIM: Claim = Object.freeze({
  releases: [],
  adoptions: [],
  next: 'failed',
  adopted: [],
  hasFailed: false,
})
