import type { Node, Taint } from '../../api/node.ts'
import { isTolerated } from '../../api/toleration.ts'
import type { PodKind } from '../facts/pod-kind.ts'
import { type NodeReason, unhelped } from '../placement/rejection.ts'

const TAINTED = unhelped('taint-toleration', 'node(s) had untolerated taint(s)')

/** Turns pods away from nodes with a taint that they do not tolerate. */
export function rejectTaints(kind: PodKind, { spec }: Node): NodeReason | undefined {
  for (const taint of spec.taints) {
    if (taint.effect === 'PreferNoSchedule' || tolerates(kind, taint)) continue
    return kind.behaviours.untoleratedTaintNamed ? taintedWith(taint) : TAINTED
  }
  return undefined
}

/** How many taints ask the pod to go elsewhere if it can. */
export function countUnpreferredTaints(kind: PodKind, { spec }: Node): number {
  let count = 0
  for (const taint of spec.taints) {
    if (taint.effect === 'PreferNoSchedule' && !tolerates(kind, taint)) count++
  }
  return count
}

function tolerates({ facts, behaviours }: PodKind, taint: Taint): boolean {
  return isTolerated(taint, facts.tolerations, behaviours.tolerationComparison)
}

function taintedWith({ key, value = '' }: Taint): NodeReason {
  return unhelped('taint-toleration', `node(s) had untolerated taint {${key}: ${value}}`)
}
