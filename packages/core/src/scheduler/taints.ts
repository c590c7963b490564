import type { Node, Taint } from '../api/node.ts'
import { type Toleration, isTolerated } from '../api/toleration.ts'

/** What a cordoned node keeps away, whether or not the taint of that name is on it already. */
const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

/** True when the node is cordoned and the pod does not put up with it. */
export function isCordonedFor(
  node: Node,
  tolerations: readonly Toleration[],
  comparison: boolean,
): boolean {
  return node.spec.unschedulable && !isTolerated(UNSCHEDULABLE, tolerations, comparison)
}

/** The first taint that keeps the pod away; undefined when it tolerates all of them. */
export function findUntolerated(
  { spec }: Node,
  tolerations: readonly Toleration[],
  comparison: boolean,
): Taint | undefined {
  for (const taint of spec.taints) {
    if (taint.effect === 'PreferNoSchedule') continue
    if (!isTolerated(taint, tolerations, comparison)) return taint
  }
  return undefined
}

/** How many taints ask the pod to go elsewhere if it can. */
export function countUnpreferred(
  { spec }: Node,
  tolerations: readonly Toleration[],
  comparison: boolean,
): number {
  let count = 0
  for (const taint of spec.taints) {
    if (taint.effect !== 'PreferNoSchedule') continue
    if (!isTolerated(taint, tolerations, comparison)) count++
  }
  return count
}
