import {
  type DaemonSetUpdateStrategy,
  daemonSetMaxSurge,
  daemonSetMaxUnavailable,
} from '@seatrial/core'

/** How far a rollout may go, in nodes. */
export interface RolloutLimits {
  readonly maxUnavailable: number
  readonly maxSurge: number
}

/**
 * The limits that a strategy sets for this many nodes; undefined when one of them is malformed. A
 * rollout that would be allowed nothing may still take one node at a time.
 */
export function rolloutLimits(
  { rollingUpdate }: DaemonSetUpdateStrategy,
  desired: number,
): RolloutLimits | undefined {
  const maxUnavailable = daemonSetMaxUnavailable(rollingUpdate?.maxUnavailable, desired)
  const maxSurge = daemonSetMaxSurge(rollingUpdate?.maxSurge, desired)
  if (maxUnavailable === undefined || maxSurge === undefined) return undefined
  const isStuck = desired > 0 && maxUnavailable === 0 && maxSurge === 0
  return { maxUnavailable: isStuck ? 1 : maxUnavailable, maxSurge }
}
