import type { ApiTime, StatefulSetCondition } from '@seatrial/core'

/** The pods of old revisions are being deleted. */
export function deletingCondition(now: ApiTime): StatefulSetCondition {
  return progressing('True', 'RecreateInProgress', 'Deleting old revision pods', now)
}

/** The old pods are gone; the new ones are on their way. */
export function creatingCondition(now: ApiTime): StatefulSetCondition {
  const message = 'Waiting for new-revision pods to be created'
  return progressing('True', 'RecreateInProgress', message, now)
}

/** Every pod has been recreated. */
export function completedCondition(now: ApiTime): StatefulSetCondition {
  return progressing('False', 'RecreateCompleted', 'All pods recreated successfully', now)
}

/**
 * The conditions with this one in the place of the one of its type; the same list when it says nothing
 * new. The time of the transition stays as long as the status does.
 */
export function withCondition(
  conditions: readonly StatefulSetCondition[],
  condition: StatefulSetCondition,
): readonly StatefulSetCondition[] {
  const stored = conditions.find(({ type }) => type === condition.type)
  if (stored === undefined) return [...conditions, condition]
  if (saysTheSame(stored, condition)) return conditions
  const lastTransitionTime =
    stored.status === condition.status ? stored.lastTransitionTime : condition.lastTransitionTime
  const others = conditions.filter(({ type }) => type !== condition.type)
  return [...others, { ...condition, lastTransitionTime }]
}

function saysTheSame(one: StatefulSetCondition, other: StatefulSetCondition): boolean {
  return one.status === other.status && one.reason === other.reason && one.message === other.message
}

function progressing(
  status: string,
  reason: string,
  message: string,
  lastTransitionTime: ApiTime,
): StatefulSetCondition {
  return { type: 'Progressing', status, reason, message, lastTransitionTime }
}
