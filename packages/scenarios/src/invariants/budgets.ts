import {
  type Behaviours,
  type DaemonSet,
  type StatefulSet,
  daemonSetMaxUnavailable,
  statefulSetMaxUnavailable,
} from '@seatrial/core'

/** How many pods of a StatefulSet a rollout may have unavailable; 0 when that cannot be read. */
export function statefulSetBudget({ spec }: StatefulSet, behaviours: Behaviours): number {
  if (!behaviours.maxUnavailableGate) return 1
  const { maxUnavailable } = spec.updateStrategy.rollingUpdate ?? {}
  return statefulSetMaxUnavailable(maxUnavailable, spec.replicas) ?? 0
}

/** How many nodes a rollout without surge may leave without an available pod of a DaemonSet. */
export function daemonSetBudget({ spec }: DaemonSet, desired: number): number {
  const { maxUnavailable } = spec.updateStrategy.rollingUpdate ?? {}
  return Math.max(1, daemonSetMaxUnavailable(maxUnavailable, desired) ?? 0)
}
