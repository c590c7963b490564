import type { PodCondition } from './pod.ts'

/** The conditions with one put in the place of the one of its type, or behind all others. */
export function withPodCondition(
  conditions: readonly PodCondition[],
  condition: PodCondition,
): readonly PodCondition[] {
  const index = conditions.findIndex(({ type }) => type === condition.type)
  return index < 0 ? [...conditions, condition] : conditions.with(index, condition)
}

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
