import { parseInt64 } from './int64.ts'

/** A count of pods, or a share of them as `25%` (the API's IntOrString). */
export type IntOrString = number | string

/**
 * The count itself, or the share of `total`; neither is cut to 0…`total`.
 * `undefined` when a text is no percentage.
 */
export function scaledValue(
  value: IntOrString,
  total: number,
  rounding: 'up' | 'down',
): number | undefined {
  if (typeof value === 'number') return value
  const percent = percentOf(value)
  if (percent === undefined) return undefined
  const share = (percent * total) / 100
  return (rounding === 'up' ? Math.ceil(share) : Math.floor(share)) + 0
}

/** How many pods of a StatefulSet may be unavailable: rounded down, at least 1; absent means 1. */
export function statefulSetMaxUnavailable(
  value: IntOrString | undefined,
  replicas: number,
): number | undefined {
  if (value === undefined) return 1
  const scaled = scaledValue(value, replicas, 'down')
  return scaled === undefined ? undefined : Math.max(1, scaled)
}

/** How many nodes may lack an available daemon pod: rounded up; absent means 0. */
export function daemonSetMaxUnavailable(
  value: IntOrString | undefined,
  nodes: number,
): number | undefined {
  return scaledValue(value ?? 0, nodes, 'up')
}

/** How many nodes may run a second daemon pod for a while: rounded up; absent means 0. */
export function daemonSetMaxSurge(
  value: IntOrString | undefined,
  nodes: number,
): number | undefined {
  return scaledValue(value ?? 0, nodes, 'up')
}

/** True when a node may run two daemon pods during an update. */
export function allowsSurge(maxSurge: IntOrString | undefined): boolean {
  return (daemonSetMaxSurge(maxSurge, 1) ?? 0) > 0
}

/** A percentage is a whole number that fits 64 bits, with or without a sign, and a `%`. */
function percentOf(text: string): number | undefined {
  const percent = text.endsWith('%') ? parseInt64(text.slice(0, -1)) : undefined
  return percent === undefined ? undefined : Number(percent)
}
