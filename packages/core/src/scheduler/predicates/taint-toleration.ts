import type { Node } from '../../api/node.ts'
import { isTolerated } from '../../api/toleration.ts'
import type { SchedulingFacts } from '../facts/scheduling-facts.ts'
import { type NodeReason, unhelped } from '../placement/rejection.ts'

const TAINTED = unhelped('taint-toleration', 'node(s) had untolerated taint(s)')

/** Turns pods away from nodes with a taint that they do not tolerate. */
export function rejectTaints(
  { tolerations }: SchedulingFacts,
  { spec }: Node,
  comparison: boolean,
): NodeReason | undefined {
  for (const taint of spec.taints) {
    if (taint.effect === 'PreferNoSchedule') continue
    if (!isTolerated(taint, tolerations, comparison)) return TAINTED
  }
  return undefined
}

/** How many taints ask the pod to go elsewhere if it can. */
export function countUnpreferredTaints(
  { tolerations }: SchedulingFacts,
  { spec }: Node,
  comparison: boolean,
): number {
  let count = 0
  for (const taint of spec.taints) {
    if (taint.effect !== 'PreferNoSchedule') continue
    if (!isTolerated(taint, tolerations, comparison)) count++
  }
  return count
}
