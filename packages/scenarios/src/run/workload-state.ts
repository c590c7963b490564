import type { DaemonSet, StatefulSet } from '@seatrial/core'

/** A set that rolls out. */
export type WorkloadObject = StatefulSet | DaemonSet

/** All desired pods are ready, as far as the set's own status knows its newest spec. */
export function isWorkloadReady(set: WorkloadObject): boolean {
  if (set.status.observedGeneration < set.metadata.generation) return false
  return set.kind === 'StatefulSet'
    ? set.status.readyReplicas >= set.spec.replicas
    : set.status.numberReady >= set.status.desiredNumberScheduled
}

/** All desired pods have been ready for minReadySeconds, as far as the set's own status knows. */
export function isWorkloadAvailable(set: WorkloadObject): boolean {
  if (set.status.observedGeneration < set.metadata.generation) return false
  return set.kind === 'StatefulSet'
    ? set.status.availableReplicas >= set.spec.replicas
    : set.status.numberAvailable >= set.status.desiredNumberScheduled
}

/**
 * What `kubectl rollout status` calls done. For OnDelete, where kubectl refuses to say: every pod is
 * of the update revision and available.
 */
export function isRolledOut(set: WorkloadObject): boolean {
  if (set.status.observedGeneration < set.metadata.generation) return false
  return set.kind === 'StatefulSet' ? isStatefulSetRolledOut(set) : isDaemonSetRolledOut(set)
}

/** How many pods the set asks for. */
export function desiredPods(set: WorkloadObject): number {
  return set.kind === 'StatefulSet' ? set.spec.replicas : set.status.desiredNumberScheduled
}

function isStatefulSetRolledOut({ spec, status }: StatefulSet): boolean {
  const { type, rollingUpdate } = spec.updateStrategy
  if (type !== 'RollingUpdate') {
    return status.updatedReplicas >= spec.replicas && status.availableReplicas >= spec.replicas
  }
  if (status.readyReplicas < spec.replicas) return false
  const { partition } = rollingUpdate ?? {}
  if (rollingUpdate !== undefined && partition !== undefined) {
    return status.updatedReplicas >= spec.replicas - partition
  }
  return rollingUpdate !== undefined || status.updateRevision === status.currentRevision
}

function isDaemonSetRolledOut({ status }: DaemonSet): boolean {
  return (
    status.updatedNumberScheduled >= status.desiredNumberScheduled &&
    status.numberAvailable >= status.desiredNumberScheduled
  )
}
