import type { PodCondition } from './pod.ts'

/** The condition of this type; undefined when there is none. */
export function podCondition(
  conditions: readonly PodCondition[],
  type: string,
): PodCondition | undefined {
  // By index: most lists are frozen, and V8 makes an object for each step of an iteration over such.
  for (let index = 0; index < conditions.length; index++) {
    const condition = conditions[index] as PodCondition
    if (condition.type === type) return condition
  }
  return undefined
}

/**
 * The conditions with one put in the place of the one of its type, or behind all others; the very same
 * list when it is there already.
 */
export function withPodCondition(
  conditions: readonly PodCondition[],
  condition: PodCondition,
): readonly PodCondition[] {
  const old = podCondition(conditions, condition.type)
  if (old === undefined) return [...conditions, condition]
  if (isSameCondition(old, condition)) return conditions
  return conditions.with(conditions.indexOf(old), condition)
}

function isSameCondition(one: PodCondition, other: PodCondition): boolean {
  return one.status === other.status && one.reason === other.reason && one.message === other.message
}

/** The conditions of a new pod that has scheduling gates, shared. */
export const GATED_CONDITIONS: readonly PodCondition[] = Object.freeze([
  {
    type: 'PodScheduled',
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  },
])

/** That somebody is about to take the pod away, and who. */
export function disruptionTarget(reason: DisruptionTargetReason): PodCondition {
  return { type: 'DisruptionTarget', status: 'True', ...DISRUPTIONS[reason] }
}

/** Who takes a pod away, in the words of the condition DisruptionTarget. */
export type DisruptionTargetReason = keyof typeof DISRUPTIONS

const DISRUPTIONS = {
  DeletionByTaintManager: {
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
  },
  DeletionByPodGC: {
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
  },
  EvictionByEvictionAPI: {
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  },
} as const
