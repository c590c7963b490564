import type { ControllerRevision, DaemonSet, StatefulSet } from '@seatrial/core'

/** A set that rolls out. */
export type WorkloadObject = StatefulSet | DaemonSet

/** The set's status knows its newest spec. */
export function hasObservedSpec({ status, metadata }: WorkloadObject): boolean {
  return status.observedGeneration >= metadata.generation
}

/** All desired pods are ready, as far as the set's own status knows its newest spec. */
export function isWorkloadReady(set: WorkloadObject): boolean {
  if (!hasObservedSpec(set)) return false
  return set.kind === 'StatefulSet'
    ? set.status.readyReplicas >= set.spec.replicas
    : set.status.numberReady >= set.status.desiredNumberScheduled
}

/** All desired pods have been ready for minReadySeconds, as far as the set's own status knows. */
export function isWorkloadAvailable(set: WorkloadObject): boolean {
  if (!hasObservedSpec(set)) return false
  return availablePods(set) >= desiredPods(set)
}

/**
 * What `kubectl rollout status` calls done. For OnDelete, where kubectl refuses to say: every pod is
 * of the update revision and available.
 */
export function isRolledOut(set: WorkloadObject): boolean {
  if (!hasObservedSpec(set)) return false
  return set.kind === 'StatefulSet' ? isStatefulSetRolledOut(set) : isDaemonSetRolledOut(set)
}

/** How many pods the set asks for. */
export function desiredPods(set: WorkloadObject): number {
  return set.kind === 'StatefulSet' ? set.spec.replicas : set.status.desiredNumberScheduled
}

/** How many of its pods are available, as far as the set's own status knows. */
export function availablePods(set: WorkloadObject): number {
  return set.kind === 'StatefulSet' ? set.status.availableReplicas : set.status.numberAvailable
}

/** How many of its pods are of the newest revision, as far as the set's own status knows. */
export function updatedPods(set: WorkloadObject): number {
  return set.kind === 'StatefulSet' ? set.status.updatedReplicas : set.status.updatedNumberScheduled
}

/**
 * The label that pods of the newest revision carry. A DaemonSet does not name it: it is the newest of
 * its history; '' while there is none.
 */
export function updateRevisionOf(
  set: WorkloadObject,
  revisions: Iterable<ControllerRevision>,
): string {
  if (set.kind === 'StatefulSet') return set.status.updateRevision
  let newest: ControllerRevision | undefined
  for (const revision of revisions) {
    if (!revision.metadata.ownerReferences.some(({ uid }) => uid === set.metadata.uid)) continue
    if (newest === undefined || revision.revision > newest.revision) newest = revision
  }
  return newest?.metadata.labels['controller-revision-hash'] ?? ''
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
