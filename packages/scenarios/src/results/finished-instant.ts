import type { SimTime } from '@seatrial/core'
import type { Workload } from './workloads/workload.ts'

/**
 * An instant that is over, as recorders sample it: nothing more happens before the next one. It is good
 * while they are told of it, no longer.
 */
export interface FinishedInstant {
  readonly time: SimTime
  readonly next: SimTime
  /** The workloads of whose row something has changed, in the order of their numbers. */
  readonly changed: readonly Workload[]
  readonly workloads: readonly Workload[]
  /** How many nodes of the cluster are ready. */
  readonly nodesReady: number
}
