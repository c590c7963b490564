import { type ApiTime } from '../../api/api-time.ts'
import { type PodDisruptionBudget, withDisruptionAllowed } from '../../api/pod-disruption-budget.ts'
import { isTerminal, isTerminating } from '../../api/pod-predicates.ts'
import type { Pod } from '../../api/pod.ts'
import { type Refusal, refused } from '../api-result.ts'

/** What a pod's disruption budget says about its eviction. */
export type EvictionVerdict =
  /** The pod is not ready anyway: it may go as long as nobody makes it ready meanwhile. */
  | { readonly type: 'evict-unready' }
  /** The pod may go once this status of the budget is written. */
  | { readonly type: 'charge'; readonly budget: PodDisruptionBudget }
  | { readonly type: 'refuse'; readonly refusal: Refusal }

/** More evictions than these must not wait to be seen by the disruption controller. */
const DISRUPTED_PODS_MAX = 2_000

const RETRY_AFTER_SECONDS = 10

/** Nothing is lost with a pod that does not serve yet, does not serve any more or is about to go. */
export function ignoresBudgets(pod: Pod): boolean {
  return pod.phase === 'Pending' || isTerminal(pod) || isTerminating(pod)
}

/** Judges the eviction of a running pod by the one budget that selects it (spec B8, 3 and 4). */
export function judgeEviction(
  pod: Pod,
  budget: PodDisruptionBudget,
  now: ApiTime,
): EvictionVerdict {
  if (pod.ready !== 'True' && maySpareUnready(budget)) return { type: 'evict-unready' }
  const { name, generation } = budget.metadata
  const { observedGeneration, disruptionsAllowed, disruptedPods } = budget.status
  if (observedGeneration < generation) return { type: 'refuse', refusal: BUDGET_IN_FLUX }
  if (disruptionsAllowed < 0) return refuseForGood(name, 'pdb disruptions allowed is negative')
  if (Object.keys(disruptedPods).length > DISRUPTED_PODS_MAX) {
    return refuseForGood(
      name,
      'DisruptedPods map too big - too many evictions not confirmed by PDB controller',
    )
  }
  if (disruptionsAllowed === 0) return { type: 'refuse', refusal: tryLater(VIOLATION) }
  return { type: 'charge', budget: charged(budget, pod, now) }
}

/** The answer that has a client ask again. */
export function tryLater(message: string, retryAfterSeconds?: number): Refusal {
  return {
    ...refused('TooManyRequests', message),
    cause: 'DisruptionBudget',
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}

const VIOLATION = "Cannot evict pod as it would violate the pod's disruption budget."

/** The answer where the controller has yet to look at the budget as it is. */
const BUDGET_IN_FLUX: Refusal = tryLater(VIOLATION, RETRY_AFTER_SECONDS)

/** The same answer has an eviction that lost against a write of the unready pod that it was about. */
export const POD_CHANGED: Refusal = BUDGET_IN_FLUX

/** Whether the budget lets unready pods go at no cost. */
function maySpareUnready({ spec, status }: PodDisruptionBudget): boolean {
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true
  return status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy
}

function charged(budget: PodDisruptionBudget, pod: Pod, now: ApiTime): PodDisruptionBudget {
  const status = {
    ...budget.status,
    disruptionsAllowed: budget.status.disruptionsAllowed - 1,
    disruptedPods: { ...budget.status.disruptedPods, [pod.identity.name]: now },
  }
  return {
    ...budget,
    status: status.disruptionsAllowed === 0 ? withDisruptionAllowed(status, now) : status,
  }
}

function refuseForGood(budgetName: string, why: string): EvictionVerdict {
  const message = `poddisruptionbudget.policy "${budgetName}" is forbidden: ${why}`
  return {
    type: 'refuse',
    refusal: { ...refused('Forbidden', message), cause: 'DisruptionBudget' },
  }
}
