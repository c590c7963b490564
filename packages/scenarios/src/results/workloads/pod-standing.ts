import { type Pod, isBound, isRunningAndReady, isTerminating } from '@seatrial/core'

/**
 * How a pod counts in its workload's row of the timeline: a set of the flags below. A pod that is gone
 * has none of them.
 */
export type Standing = number

export const EXISTS = 1
export const SCHEDULED = 2
export const RUNNING = 4
/** Ready and not terminating: a pod that Services send requests to. */
export const READY = 8
/** Ready, as above, for `minReadySeconds`. */
export const AVAILABLE = 16
export const TERMINATING = 32

/** How a stored version of a pod counts; whether it is available besides, the clock decides. */
export function standingOf(pod: Pod): Standing {
  let standing = EXISTS
  if (isBound(pod)) standing |= SCHEDULED
  if (pod.phase === 'Running') standing |= RUNNING
  if (isTerminating(pod)) return standing | TERMINATING
  return isRunningAndReady(pod) ? standing | READY : standing
}
