import { type Pod, isCreated, isRunningAndReady, isTerminal, isTerminating } from '@seatrial/core'
import type { ClaimFacts } from './claim-facts.ts'

/**
 * What holds for one place of a StatefulSet, as bits of a word. A place is a slot, with or without a
 * pod, or a pod outside of the range, which is condemned.
 */
export type PlaceFacts = number

// The pod itself. The lowest bits are those of its claims (`claim-facts.ts`).

/** A pod stands there, and not only the idea of one. */
export const OCCUPIED: number = 1 << 4
/** The pod is in the store: its phase is not empty. */
export const CREATED: number = 1 << 5
export const TERMINATING: number = 1 << 6
/** Failed or Succeeded. */
export const TERMINAL: number = 1 << 7
export const PENDING: number = 1 << 8
export const RUNNING_AND_READY: number = 1 << 9
/** Its name, its label and its volumes are as the set wants them. */
export const WELL_FORMED: number = 1 << 10

// What depends on the clock and on the revisions.

/** The pod has been Ready for `minReadySeconds`; its phase is not looked at. */
export const AVAILABLE: number = 1 << 11
/** The pod is not of the update revision. */
export const OUTDATED: number = 1 << 12

/** The facts that the pod alone decides. */
export function podFacts(pod: Pod, isWellFormed: boolean): PlaceFacts {
  let facts: PlaceFacts = OCCUPIED
  if (isCreated(pod)) facts |= CREATED
  if (isTerminating(pod)) facts |= TERMINATING
  if (isTerminal(pod)) facts |= TERMINAL
  if (pod.phase === 'Pending') facts |= PENDING
  if (isRunningAndReady(pod)) facts |= RUNNING_AND_READY
  if (isWellFormed) facts |= WELL_FORMED
  return facts
}

/** The facts of a slot without a pod: a pod made for it would be well-formed, and not there yet. */
export const EMPTY_SLOT: PlaceFacts = WELL_FORMED

/** The part of the facts that tells of the claims. */
export function claimsOf(facts: PlaceFacts): ClaimFacts {
  return facts & (OCCUPIED - 1)
}
