import type { Pod } from '@seatrial/core'

/** A pod to be created for a node. */
export interface PodCreation {
  readonly nodeName: string
  readonly why: string
}

/** A pod to be deleted. */
export interface PodDeletion {
  readonly pod: Pod
  readonly why: string
}

/** What one execution step does: all creations, then all deletions. */
export interface PodPlan {
  readonly creates: readonly PodCreation[]
  readonly deletes: readonly PodDeletion[]
}

/** As many creations, and as many deletions, as one execution step carries out at most. */
export const BURST = 250
