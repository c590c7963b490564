import type { DaemonSet, DaemonSetStatus } from '@seatrial/core'
import type { DaemonSetIndex } from './daemon-set-index.ts'
import { AVAILABLE, MISSCHEDULED, READY, SCHEDULED, SHOULD_RUN, UPDATED } from './node-facts.ts'

/** What a status counts; the other fields are no counts of nodes. */
export type StatusCounters = Omit<DaemonSetStatus, 'observedGeneration' | 'collisionCount'>

/** Counts the nodes of a set as they are now. */
export function countNodes(index: DaemonSetIndex): StatusCounters {
  const desired = index.count(SHOULD_RUN)
  const available = index.count(AVAILABLE)
  return {
    desiredNumberScheduled: desired,
    currentNumberScheduled: index.count(SCHEDULED),
    numberMisscheduled: index.count(MISSCHEDULED),
    numberReady: index.count(READY),
    numberAvailable: available,
    numberUnavailable: desired - available,
    updatedNumberScheduled: index.count(UPDATED),
  }
}

/** No nodes at all. */
export const NO_COUNTERS: StatusCounters = Object.freeze({
  desiredNumberScheduled: 0,
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  numberReady: 0,
  numberAvailable: 0,
  numberUnavailable: 0,
  updatedNumberScheduled: 0,
})

/**
 * Whether a status with these counters has to be written: one of them has changed, or the stored status
 * has not observed the set's generation – even when this write will not say that it has either.
 */
export function isStatusOutdated(
  { status, metadata }: DaemonSet,
  counters: StatusCounters,
): boolean {
  if (status.observedGeneration < metadata.generation) return true
  for (const counter of COUNTERS) if (status[counter] !== counters[counter]) return true
  return false
}

const COUNTERS = Object.keys(NO_COUNTERS) as readonly (keyof StatusCounters)[]
