import type { DaemonSet, DaemonSetStatus } from '@seatrial/core'
import type { DaemonSetIndex } from './daemon-set-index.ts'
import { AVAILABLE, MISSCHEDULED, READY, SCHEDULED, SHOULD_RUN, UPDATED } from './node-facts.ts'

/** The status that a set should have now. The collision count is not this function's business. */
export function computeStatus(
  index: DaemonSetIndex,
  current: DaemonSetStatus,
  observedGeneration: number,
): DaemonSetStatus {
  const desired = index.count(SHOULD_RUN)
  const available = index.count(AVAILABLE)
  return {
    ...current,
    observedGeneration,
    desiredNumberScheduled: desired,
    currentNumberScheduled: index.count(SCHEDULED),
    numberMisscheduled: index.count(MISSCHEDULED),
    numberReady: index.count(READY),
    numberAvailable: available,
    numberUnavailable: desired - available,
    updatedNumberScheduled: index.count(UPDATED),
  }
}

/**
 * Whether the status has to be written: a counter has changed, or the set has a generation that its
 * stored status has not observed (even when this write will not say so either).
 */
export function isStatusOutdated(set: DaemonSet, computed: DaemonSetStatus): boolean {
  const { status, metadata } = set
  return status.observedGeneration < metadata.generation || COUNTERS.some(differs)

  function differs(counter: keyof DaemonSetStatus): boolean {
    return status[counter] !== computed[counter]
  }
}

const COUNTERS = [
  'desiredNumberScheduled',
  'currentNumberScheduled',
  'numberMisscheduled',
  'numberReady',
  'numberAvailable',
  'numberUnavailable',
  'updatedNumberScheduled',
] as const
