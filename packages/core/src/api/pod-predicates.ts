import { UNSET } from './api-time.ts'
import type { Pod } from './pod.ts'

/** Somebody has asked for the deletion; the object may stay for its grace period. */
export function isTerminating(pod: Pod): boolean {
  return pod.deletionTimestamp !== UNSET
}

/** The pod is in a store: the API server always fills the phase in. */
export function isCreated(pod: Pod): boolean {
  return pod.phase !== ''
}

/** Failed or Succeeded: no container will run again. */
export function isTerminal(pod: Pod): boolean {
  return pod.phase === 'Failed' || pod.phase === 'Succeeded'
}

/** Phase Running and condition Ready True; a terminating pod can still be both. */
export function isRunningAndReady(pod: Pod): boolean {
  return pod.phase === 'Running' && pod.ready === 'True'
}

/** The scheduler has given the pod a node. */
export function isBound(pod: Pod): boolean {
  return pod.nodeName !== ''
}
