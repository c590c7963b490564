import {
  type Behaviours,
  type StatefulSet,
  type StatefulSetCondition,
  type StatefulSetStatus,
  isSameJson,
} from '@seatrial/core'
import type { PodCounts } from '../places/pod-tally.ts'
import { completedCondition, withCondition } from './progressing-condition.ts'
import type { ApiTime } from '@seatrial/core'

/** What a pass has found out about its set. */
export interface PassFindings {
  readonly counts: PodCounts
  /** Pods deleted by the rollout step: each takes one off `currentReplicas`, whatever its revision was. */
  readonly replacedCount: number
  readonly currentRevision: string
  readonly updateRevision: string
  readonly collisionCount: number
  readonly conditions: readonly StatefulSetCondition[]
  readonly now: ApiTime
}

/** The status that a pass reports (STS-T2, STS-T3). */
export function computeStatus(
  set: StatefulSet,
  findings: PassFindings,
  { completionForEveryStrategy }: Pick<Behaviours, 'completionForEveryStrategy'>,
): StatefulSetStatus {
  const { counts, conditions } = findings
  const counted: StatefulSetStatus = {
    observedGeneration: set.metadata.generation,
    replicas: counts.replicas,
    readyReplicas: counts.readyReplicas,
    availableReplicas: counts.availableReplicas,
    currentReplicas: counts.currentReplicas - findings.replacedCount,
    updatedReplicas: counts.updatedReplicas,
    currentRevision: findings.currentRevision,
    updateRevision: findings.updateRevision,
    collisionCount: findings.collisionCount,
  }
  const status = conditions.length === 0 ? counted : { ...counted, conditions }
  const completes = completionForEveryStrategy || set.spec.updateStrategy.type === 'RollingUpdate'
  return completes && isComplete(set, status) ? completed(status, findings.now) : status
}

/** True when the new status says something that the stored one does not (STS-T4). */
export function isWorthWriting(
  stored: StatefulSetStatus,
  status: StatefulSetStatus,
  { carriesConditions }: Pick<Behaviours, 'carriesConditions'>,
): boolean {
  return (
    status.observedGeneration > stored.observedGeneration ||
    status.replicas !== stored.replicas ||
    status.readyReplicas !== stored.readyReplicas ||
    status.availableReplicas !== stored.availableReplicas ||
    status.currentReplicas !== stored.currentReplicas ||
    status.updatedReplicas !== stored.updatedReplicas ||
    status.currentRevision !== stored.currentRevision ||
    status.updateRevision !== stored.updateRevision ||
    (carriesConditions && !isSameJson(status.conditions ?? [], stored.conditions ?? []))
  )
}

/** All pods are there, updated and Ready (not: available). */
function isComplete({ spec }: StatefulSet, status: StatefulSetStatus): boolean {
  return (
    status.updatedReplicas === spec.replicas &&
    status.readyReplicas === spec.replicas &&
    status.replicas === spec.replicas
  )
}

function completed(status: StatefulSetStatus, now: ApiTime): StatefulSetStatus {
  const { updatedReplicas, updateRevision, conditions } = status
  const complete = {
    ...status,
    currentReplicas: updatedReplicas,
    currentRevision: updateRevision,
  }
  return conditions === undefined
    ? complete
    : { ...complete, conditions: withCompletion(conditions, now) }
}

function withCompletion(
  conditions: readonly StatefulSetCondition[],
  now: ApiTime,
): readonly StatefulSetCondition[] {
  return conditions.some(({ type }) => type === 'Progressing')
    ? withCondition(conditions, completedCondition(now))
    : conditions
}
