import { type ConditionStatus, type Node, type Taint, nodeReadiness } from '@seatrial/core'

const NOT_READY = 'node.kubernetes.io/not-ready'
const UNREACHABLE = 'node.kubernetes.io/unreachable'

/** The NoExecute taint of a node whose kubelet says that it is not ready. */
export const NOT_READY_NO_EXECUTE: Taint = { key: NOT_READY, effect: 'NoExecute' }
/** The NoExecute taint of a node that nothing is heard of. */
export const UNREACHABLE_NO_EXECUTE: Taint = { key: UNREACHABLE, effect: 'NoExecute' }

/** The taints that keep new pods away, by the condition and its status that call for them. */
const NO_SCHEDULE_BY_CONDITION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: NOT_READY, Unknown: UNREACHABLE },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
}

const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable'

/** All keys whose NoSchedule taints belong to this controller. */
const OWN_NO_SCHEDULE_KEYS: ReadonlySet<string> = new Set([
  ...Object.values(NO_SCHEDULE_BY_CONDITION).flatMap((byStatus) => Object.values(byStatus)),
  UNSCHEDULABLE,
])

/** Taints to put on a node and to take off it. */
export interface TaintPlan {
  readonly add: readonly Taint[]
  readonly remove: readonly Taint[]
}

/** What the node's NoSchedule taints lack, and have too much, by its conditions and its cordon. */
export function planNoScheduleTaints(node: Node): TaintPlan {
  const wanted = wantedNoScheduleKeys(node)
  const add: Taint[] = []
  for (const key of wanted) {
    const taint = { key, effect: 'NoSchedule' }
    if (!hasTaint(node, taint)) add.push(taint)
  }
  const remove = node.spec.taints.filter(
    ({ key, effect }) =>
      effect === 'NoSchedule' && OWN_NO_SCHEDULE_KEYS.has(key) && !wanted.has(key),
  )
  return { add, remove }
}

/** Both NoExecute taints of this controller, as far as the node has them. */
export function noExecuteTaintsOf(node: Node): readonly Taint[] {
  return [NOT_READY_NO_EXECUTE, UNREACHABLE_NO_EXECUTE].filter((taint) => hasTaint(node, taint))
}

/** The NoExecute taint that a node of that readiness is to have, and the one that it is not. */
export function noExecuteTaintFor(
  readiness: ConditionStatus,
): { readonly wanted: Taint; readonly opposite: Taint } | undefined {
  switch (readiness) {
    case 'False':
      return { wanted: NOT_READY_NO_EXECUTE, opposite: UNREACHABLE_NO_EXECUTE }
    case 'Unknown':
      return { wanted: UNREACHABLE_NO_EXECUTE, opposite: NOT_READY_NO_EXECUTE }
    default:
      return undefined
  }
}

/** True when the node has a taint of that key and effect, whatever its value. */
export function hasTaint(node: Node, taint: Taint): boolean {
  return node.spec.taints.some((other) => isSameTaint(other, taint))
}

/** Taints are told apart by key and effect. */
export function isSameTaint(one: Taint, other: Taint): boolean {
  return one.key === other.key && one.effect === other.effect
}

/** True when the taints say something else of the node than its Ready condition does. */
export function hasWrongNoExecuteTaints(node: Node): boolean {
  const taints = noExecuteTaintsOf(node)
  if (taints.length === 0) return false
  const wanted = noExecuteTaintFor(nodeReadiness(node))?.wanted
  return taints.some((taint) => taint !== wanted)
}

function wantedNoScheduleKeys(node: Node): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { type, status } of node.status.conditions) {
    const key = NO_SCHEDULE_BY_CONDITION[type]?.[status]
    if (key !== undefined) keys.add(key)
  }
  if (node.spec.unschedulable) keys.add(UNSCHEDULABLE)
  return keys
}
