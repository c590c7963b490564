import {
  type PodDisruptionBudget,
  type PodDisruptionBudgetStatus,
  type SimTime,
  UNUSABLE_SELECTOR,
  budgetSelector,
  isSameJson,
  scaledValue,
  toApiTime,
  withDisruptionAllowed,
  withDisruptionCondition,
} from '@seatrial/core'
import { type BudgetNotice, NO_PODS, unmanaged, warning } from './budget-notices.ts'
import type { BudgetPods } from './budget-pods.ts'
import { type GrantedEvictions, grantedEvictions } from './granted-evictions.ts'
import { type ScaleSources, ownerScale } from './owner-scales.ts'

/** What one sync of a budget comes to. */
export interface BudgetPlan {
  /** The status to write; undefined when the stored one says it already. */
  readonly status: PodDisruptionBudgetStatus | undefined
  readonly notices: readonly BudgetNotice[]
  /** When the budget must be looked at again: a granted eviction will have come to nothing then. */
  readonly recheckAt: SimTime | undefined
}

/** All that a sync reads. */
export interface BudgetSituation {
  readonly budget: PodDisruptionBudget
  readonly pods: BudgetPods
  readonly sources: ScaleSources
  readonly now: SimTime
}

/**
 * Works out how many pods of a budget may be disrupted now (spec B9).
 *
 * A sync that fails is on the safe side: it allows nothing and leaves all other numbers as they are.
 */
export function planBudget(situation: BudgetSituation): BudgetPlan {
  const { budget, pods, now } = situation
  if (budgetSelector(budget) === UNUSABLE_SELECTOR) {
    const message = 'the selector is invalid'
    return failSafe(situation, message, [warning('NoPods', `Failed to get pods: ${message}`)])
  }
  const notices = pods.count === 0 ? [NO_PODS] : []
  const demand = demandOf(situation)
  if (demand.type === 'unknown') {
    const message = `Failed to calculate the number of expected pods: ${demand.message}`
    notices.push(warning('CalculateExpectedPodCountFailed', message))
    return failSafe(situation, demand.message, notices)
  }
  if (demand.asksOwners && pods.unmanagedCount > 0) notices.push(unmanaged(budget))
  const granted = grantedEvictions(budget, pods, now)
  for (const notice of granted.notices) notices.push(notice)
  const numbers = numbersOf(situation, demand, granted)
  return {
    status: isSaid(numbers, budget.status)
      ? undefined
      : withDisruptionAllowed(numbers, toApiTime(now)),
    notices,
    recheckAt: granted.recheckAt,
  }
}

/** The status, with the conditions of the stored one. */
function numbersOf(
  { budget, pods }: BudgetSituation,
  { expectedPods, desiredHealthy }: KnownDemand,
  granted: GrantedEvictions,
): PodDisruptionBudgetStatus {
  const currentHealthy = pods.healthyCount - granted.healthyCount
  return {
    observedGeneration: budget.metadata.generation,
    disruptionsAllowed: expectedPods <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy),
    currentHealthy,
    desiredHealthy,
    expectedPods,
    disruptedPods: granted.pods,
    conditions: budget.status.conditions,
  }
}

/** True when the stored status has these numbers; why its condition allows what it allows does not matter. */
function isSaid(numbers: PodDisruptionBudgetStatus, stored: PodDisruptionBudgetStatus): boolean {
  return (
    numbers.currentHealthy === stored.currentHealthy &&
    numbers.disruptionsAllowed === stored.disruptionsAllowed &&
    numbers.desiredHealthy === stored.desiredHealthy &&
    numbers.expectedPods === stored.expectedPods &&
    numbers.observedGeneration === stored.observedGeneration &&
    isSameJson(numbers.disruptedPods, stored.disruptedPods) &&
    stored.conditions.find(isAboutDisruption)?.status ===
      (numbers.disruptionsAllowed > 0 ? 'True' : 'False')
  )
}

function isAboutDisruption({ type }: { readonly type: string }): boolean {
  return type === 'DisruptionAllowed'
}

/** How many pods there should be, and how many of them must be healthy. */
type Demand = KnownDemand | { readonly type: 'unknown'; readonly message: string }

interface KnownDemand {
  readonly type: 'known'
  readonly expectedPods: number
  readonly desiredHealthy: number
  readonly asksOwners: boolean
}

function demandOf(situation: BudgetSituation): Demand {
  const { minAvailable, maxUnavailable } = situation.budget.spec
  if (typeof minAvailable === 'number') {
    const expectedPods = situation.pods.count
    return { type: 'known', expectedPods, desiredHealthy: minAvailable, asksOwners: false }
  }
  const expected = expectedByOwners(situation)
  if (typeof expected === 'string') return { type: 'unknown', message: expected }
  const value = scaledValue(maxUnavailable ?? minAvailable ?? 0, expected, 'up')
  if (value === undefined) return { type: 'unknown', message: 'invalid value for IntOrString' }
  const desiredHealthy = maxUnavailable === undefined ? value : Math.max(0, expected - value)
  return { type: 'known', expectedPods: expected, desiredHealthy, asksOwners: true }
}

/**
 * The sum of what the distinct owners want; a text when one of them cannot be asked. Several ReplicaSets may
 * have the same Deployment speak for them.
 */
function expectedByOwners({ pods, sources }: BudgetSituation): number | string {
  let sum = 0
  let counted: readonly string[] = NOBODY
  for (const { owner } of pods.owners()) {
    const scale = ownerScale(owner, pods.namespace, sources)
    if (scale.type === 'unknown') return scale.message
    if (counted.includes(scale.uid)) continue
    sum += scale.replicas
    counted = [...counted, scale.uid]
  }
  return sum
}

const NOBODY: readonly string[] = Object.freeze([])

function failSafe(
  { budget, now }: BudgetSituation,
  message: string,
  notices: readonly BudgetNotice[],
): BudgetPlan {
  const status = withDisruptionCondition(
    { ...budget.status, disruptionsAllowed: 0 },
    {
      type: 'DisruptionAllowed',
      status: 'False',
      reason: 'SyncFailed',
      message,
      observedGeneration: budget.status.observedGeneration,
      lastTransitionTime: toApiTime(now),
    },
  )
  return { status, notices, recheckAt: undefined }
}
