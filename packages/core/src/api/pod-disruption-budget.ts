import type { ApiTime } from './api-time.ts'
import type { JsonObject } from './json.ts'
import type { ObjectMeta } from './object-meta.ts'

/** A PodDisruptionBudget as the API server stores it (policy/v1). */
export interface PodDisruptionBudget {
  readonly kind: 'PodDisruptionBudget'
  readonly metadata: ObjectMeta
  readonly spec: PodDisruptionBudgetSpec
  readonly status: PodDisruptionBudgetStatus
}

export interface PodDisruptionBudgetSpec {
  readonly minAvailable?: number | string
  readonly maxUnavailable?: number | string
  readonly selector: JsonObject | null
  readonly unhealthyPodEvictionPolicy?: string
}

export interface PodDisruptionBudgetStatus {
  readonly observedGeneration: number
  readonly disruptionsAllowed: number
  readonly currentHealthy: number
  readonly desiredHealthy: number
  readonly expectedPods: number
  /** When the eviction of each pod was granted, by its name, until it is seen to be on its way out. */
  readonly disruptedPods: Readonly<Record<string, ApiTime>>
  readonly conditions: readonly DisruptionCondition[]
}

/** A condition of a PodDisruptionBudget (metav1.Condition). */
export interface DisruptionCondition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly observedGeneration: number
  readonly lastTransitionTime: ApiTime
}

/** Why a budget allows what it allows. */
export type DisruptionReason = 'SufficientPods' | 'InsufficientPods' | 'SyncFailed'

/** The conditions with what `disruptionsAllowed` says: that a pod may be disrupted, or none. */
export function withDisruptionAllowed(
  status: PodDisruptionBudgetStatus,
  now: ApiTime,
): PodDisruptionBudgetStatus {
  const isAllowed = status.disruptionsAllowed > 0
  return withDisruptionCondition(status, {
    type: 'DisruptionAllowed',
    status: isAllowed ? 'True' : 'False',
    reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
    message: '',
    observedGeneration: status.observedGeneration,
    lastTransitionTime: now,
  })
}

/** The conditions with one put in its place; its transition time moves only when its status does. */
export function withDisruptionCondition(
  status: PodDisruptionBudgetStatus,
  condition: DisruptionCondition,
): PodDisruptionBudgetStatus {
  const { conditions } = status
  const old = conditions.find(({ type }) => type === condition.type)
  if (old === undefined) return withConditions(status, [...conditions, condition])
  const { type, reason, message, observedGeneration } = condition
  const lastTransitionTime =
    old.status === condition.status ? old.lastTransitionTime : condition.lastTransitionTime
  const put: DisruptionCondition = {
    type,
    status: condition.status,
    reason,
    message,
    observedGeneration,
    lastTransitionTime,
  }
  return withConditions(
    status,
    conditions.map((known) => (known === old ? put : known)),
  )
}

/** Written out: V8 makes a copy with a spread anew, field by field, each time. */
function withConditions(
  status: PodDisruptionBudgetStatus,
  conditions: readonly DisruptionCondition[],
): PodDisruptionBudgetStatus {
  return {
    observedGeneration: status.observedGeneration,
    disruptionsAllowed: status.disruptionsAllowed,
    currentHealthy: status.currentHealthy,
    desiredHealthy: status.desiredHealthy,
    expectedPods: status.expectedPods,
    disruptedPods: status.disruptedPods,
    conditions,
  }
}
