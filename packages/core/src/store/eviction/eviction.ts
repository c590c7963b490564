import type { PodDisruptionBudget } from '../../api/pod-disruption-budget.ts'
import type { Pod } from '../../api/pod.ts'
import type { SimTime } from '../../kernel/time.ts'

/** What whoever evicts a pod asks for (the `deleteOptions` of a policy/v1 Eviction). */
export interface EvictionOptions {
  /** When given, a pod with another uid is not touched. */
  readonly uid?: string
  /** When given, a pod that has been written since is not touched. */
  readonly resourceVersion?: number
  /** Overrides the pod's own grace period. */
  readonly gracePeriodSeconds?: number
  /** Nothing is written; the answer is what it would have been. */
  readonly dryRun?: boolean
}

/** Which version of a pod a write is meant for; what is left out is not asked. */
export interface Preconditions {
  readonly uid?: string
  readonly resourceVersion?: number
}

/** The store as one eviction sees it: each write can meet a conflict with somebody else's. */
export interface EvictionStore {
  readonly now: SimTime
  /** Every refusal names the budget as its cause (1.37), not only those that say "later". */
  readonly namesEveryCause: boolean
  /** The newest version of the pod. */
  pod(): Pod | undefined
  /** The newest versions of the budgets of the pod's namespace that select it. */
  budgetsOf(pod: Pod): readonly PodDisruptionBudget[]
  writeBudgetStatus(budget: PodDisruptionBudget): 'done' | 'conflict'
  /** Says in the pod's status that it is being evicted. */
  markPod(preconditions: Preconditions): Pod | 'conflict'
  deletePod(preconditions: Preconditions, options: EvictionOptions): 'done' | 'conflict'
}
