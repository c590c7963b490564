import { type Taint, type Toleration, tolerates } from '@seatrial/core'

/** How long a pod may stay on a node with NoExecute taints. */
export type Stay =
  | { readonly type: 'forever' }
  | { readonly type: 'for'; readonly seconds: number }
  /** Some taint is not tolerated at all. */
  | { readonly type: 'not-at-all' }

const FOREVER: Stay = { type: 'forever' }
const NOT_AT_ALL: Stay = { type: 'not-at-all' }

/**
 * Judges a pod by the NoExecute taints of its node (spec B4).
 *
 * `comparison`: the release knows the operators Gt and Lt (`Behaviours.tolerationComparison`).
 */
export function judgePod(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
  comparison: boolean,
): Stay {
  if (taints.length === 0) return FOREVER
  const used: Toleration[] = []
  for (const taint of taints) {
    const match = tolerations.find((toleration) => tolerates(toleration, taint, comparison))
    if (match === undefined) return NOT_AT_ALL
    used.push(match)
  }
  const seconds = patienceSeconds(used)
  return seconds === Infinity ? FOREVER : { type: 'for', seconds }
}

/**
 * How many seconds the tolerations in use let a pod stay: the least of them, `Infinity` when none has
 * an end, 0 when there are none. A negative time is none.
 */
export function patienceSeconds(used: readonly Toleration[]): number {
  if (used.length === 0) return 0
  let least = Infinity
  for (const { tolerationSeconds } of used) {
    if (tolerationSeconds !== undefined) least = Math.min(least, Math.max(0, tolerationSeconds))
  }
  return least
}
