import type { DeletionPropagation } from './api-request.ts'

/** How an object shall be deleted. */
export interface DeleteOptions {
  /** When given, an object with another uid is not touched. */
  readonly uid?: string
  /** Overrides the pod's own grace period. */
  readonly gracePeriodSeconds?: number
  readonly propagation?: DeletionPropagation
}
