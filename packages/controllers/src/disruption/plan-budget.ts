import {
  type ApiTime,
  type PodDisruptionBudget,
  type PodDisruptionBudgetStatus,
  type SimTime,
  UNUSABLE_SELECTOR,
  budgetSelector,
  fromApiTime,
  isSameJson,
  isTerminating,
  minutes,
  scaledValue,
  toApiTime,
  withDisruptionAllowed,
  withDisruptionCondition,
} from '@seatrial/core'
import { type BudgetPods, isHealthy } from './budget-pods.ts'
import { type ScaleSources, ownerScale } from './owner-scales.ts'

/** How long a pod whose eviction was granted counts as gone before it is seen to be going. */
const DELETION_TIMEOUT = minutes(2)

/** Something that the controller says in an Event, about the budget or about a pod. */
export interface BudgetNotice {
  /** The name of the pod; undefined for the budget itself. */
  readonly podName?: string
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

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
  const notices: BudgetNotice[] = []
  if (pods.count === 0) notices.push(NO_PODS)
  const demand = demandOf(situation)
  if (demand.type === 'unknown') {
    const message = `Failed to calculate the number of expected pods: ${demand.message}`
    notices.push(warning('CalculateExpectedPodCountFailed', message))
    return failSafe(situation, demand.message, notices)
  }
  if (demand.asksOwners && pods.unmanagedCount > 0) notices.push(unmanaged(budget))
  const disrupted = disruptedPods(situation, notices)
  const currentHealthy = countHealthy(pods, disrupted.pods, now)
  const allowed = demand.expectedPods <= 0 ? 0 : currentHealthy - demand.desiredHealthy
  const status = withDisruptionAllowed(
    {
      observedGeneration: budget.metadata.generation,
      disruptionsAllowed: Math.max(0, allowed),
      currentHealthy,
      desiredHealthy: demand.desiredHealthy,
      expectedPods: demand.expectedPods,
      disruptedPods: disrupted.pods,
      conditions: budget.status.conditions,
    },
    toApiTime(now),
  )
  return {
    status: isSameStatus(status, budget.status) ? undefined : status,
    notices,
    recheckAt: disrupted.recheckAt,
  }
}

/** How many pods there should be, and how many of them must be healthy. */
type Demand =
  | {
      readonly type: 'known'
      readonly expectedPods: number
      readonly desiredHealthy: number
      readonly asksOwners: boolean
    }
  | { readonly type: 'unknown'; readonly message: string }

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

/** The sum of what the distinct owners want; a text when one of them cannot be asked. */
function expectedByOwners({ pods, sources }: BudgetSituation): number | string {
  let sum = 0
  const counted = new Set<string>()
  for (const owner of pods.owners()) {
    const scale = ownerScale(owner, pods.namespace, sources)
    if (scale.type === 'unknown') return scale.message
    if (!counted.has(scale.uid)) sum += scale.replicas
    counted.add(scale.uid)
  }
  return sum
}

interface DisruptedPods {
  readonly pods: Readonly<Record<string, ApiTime>>
  readonly recheckAt: SimTime | undefined
}

/** The granted evictions that may still come true: of pods that are there and not on their way out. */
function disruptedPods(situation: BudgetSituation, notices: BudgetNotice[]): DisruptedPods {
  const { budget, pods, now } = situation
  const kept: [string, ApiTime][] = []
  let recheckAt: SimTime | undefined
  for (const [podName, grantedAt] of Object.entries(budget.status.disruptedPods)) {
    const pod = pods.get(podName)
    if (pod === undefined || isTerminating(pod)) continue
    const deadline = (fromApiTime(grantedAt) + DELETION_TIMEOUT) as SimTime
    if (deadline < now) {
      notices.push({ podName, ...notDeleted(budget) })
      continue
    }
    kept.push([podName, grantedAt])
    const justLate = (deadline + 1) as SimTime
    if (recheckAt === undefined || justLate < recheckAt) recheckAt = justLate
  }
  return { pods: Object.fromEntries(kept), recheckAt }
}

function countHealthy(
  pods: BudgetPods,
  disrupted: Readonly<Record<string, ApiTime>>,
  now: SimTime,
): number {
  let count = pods.healthyCount
  for (const [podName, grantedAt] of Object.entries(disrupted)) {
    const pod = pods.get(podName)
    const isDue = fromApiTime(grantedAt) + DELETION_TIMEOUT > now
    if (isDue && pod !== undefined && isHealthy(pod)) count--
  }
  return count
}

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

/** A condition that allows the same needs no write, whatever its reason and generation. */
function isSameStatus(one: PodDisruptionBudgetStatus, stored: PodDisruptionBudgetStatus): boolean {
  const { conditions: _one, ...numbers } = one
  const { conditions: _stored, ...storedNumbers } = stored
  if (!isSameJson(numbers, storedNumbers)) return false
  const condition = one.conditions.find(isAboutDisruption)
  return stored.conditions.find(isAboutDisruption)?.status === condition?.status
}

function isAboutDisruption({ type }: { readonly type: string }): boolean {
  return type === 'DisruptionAllowed'
}

const NO_PODS: BudgetNotice = {
  type: 'Normal',
  reason: 'NoPods',
  message: 'No matching pods found',
}

function warning(reason: string, message: string): BudgetNotice {
  return { type: 'Warning', reason, message }
}

function unmanaged(budget: PodDisruptionBudget): BudgetNotice {
  return warning(
    'UnmanagedPods',
    `Pods selected by this PodDisruptionBudget (selector: ${budgetSelector(budget).toString()}) were found to be unmanaged. ` +
      'As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. ' +
      'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.',
  )
}

function notDeleted({ metadata }: PodDisruptionBudget): BudgetNotice {
  return warning(
    'NotDeleted',
    `Pod was expected by PDB ${metadata.namespace}/${metadata.name} to be deleted but it wasn't`,
  )
}
