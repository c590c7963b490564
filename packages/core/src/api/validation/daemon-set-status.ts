import { validateCollisionCount } from './collision-count.ts'
import type { FieldErrors } from './field-error.ts'
import { mustNotBeNegative } from './must-be.ts'

const COUNTS = [
  'observedGeneration',
  'desiredNumberScheduled',
  'currentNumberScheduled',
  'numberMisscheduled',
  'updatedNumberScheduled',
  'numberReady',
  'numberAvailable',
  'numberUnavailable',
] as const

/** `status` of a DaemonSet as a request gives it. */
export type DaemonSetStatusManifest = {
  readonly [Count in (typeof COUNTS)[number] | 'collisionCount']?: number
}

/** A new status: no count below 0, no collision forgotten. */
export function* validateDaemonSetStatus(
  status: DaemonSetStatusManifest,
  old: DaemonSetStatusManifest,
): FieldErrors {
  for (const count of COUNTS) yield* mustNotBeNegative(status[count], `status.${count}`)
  yield* validateCollisionCount(status.collisionCount, old.collisionCount)
}
