import type { DaemonSetIndex } from './daemon-set-index.ts'
import { OUTDATED_AND_LOST } from './node-facts.ts'
import type { PodPlan } from './pod-plan.ts'
import { rollWithSurge } from './roll-with-surge.ts'
import { rollWithoutSurge } from './roll-without-surge.ts'
import type { RolloutLimits } from './rollout-limits.ts'

/** What the rolling step of a sync does, or why it cannot be planned. */
export type RolloutPlan =
  { readonly type: 'planned'; readonly plan: PodPlan } | { readonly type: 'node-missing' }

/**
 * Plans the rolling step: by the rules for surge if any is allowed, else by those without. With surge
 * it needs to know every node on which an outdated pod stands alone.
 */
export function planRollout(index: DaemonSetIndex, limits: RolloutLimits): RolloutPlan {
  if (limits.maxSurge === 0) {
    return { type: 'planned', plan: rollWithoutSurge(index, limits.maxUnavailable) }
  }
  if (index.count(OUTDATED_AND_LOST) > 0) return { type: 'node-missing' }
  return { type: 'planned', plan: rollWithSurge(index, limits.maxSurge) }
}
