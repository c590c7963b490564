import type { Node, Taint } from '../../api/node.ts'
import { isTolerated } from '../../api/toleration.ts'
import type { PodKind } from '../facts/pod-kind.ts'
import { type NodeReason, unhelped } from '../placement/rejection.ts'

/** What a cordoned node keeps away, whether or not the taint of that name is on it already. */
const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

const CORDONED = unhelped('node-unschedulable', 'node(s) were unschedulable')

/** Turns pods away from cordoned nodes, unless they put up with it. */
export function rejectUnschedulable(
  { facts, behaviours }: PodKind,
  { spec }: Node,
): NodeReason | undefined {
  if (!spec.unschedulable) return undefined
  return isTolerated(UNSCHEDULABLE, facts.tolerations, behaviours.tolerationComparison)
    ? undefined
    : CORDONED
}
