import type { PodDisruptionBudget } from '@seatrial/core'
import { selectorText } from './selector-text.ts'

/** Something that the controller says in an Event, about the budget or about a pod. */
export interface BudgetNotice {
  /** The name of the pod; undefined for the budget itself. */
  readonly podName?: string
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/** A budget that selects no pod. */
export const NO_PODS: BudgetNotice = {
  type: 'Normal',
  reason: 'NoPods',
  message: 'No matching pods found',
}

/** A sync has failed. */
export function warning(reason: string, message: string): BudgetNotice {
  return { type: 'Warning', reason, message }
}

/** Some of the pods have no owner who could say how many there should be. */
export function unmanaged(budget: PodDisruptionBudget): BudgetNotice {
  return warning(
    'UnmanagedPods',
    `Pods selected by this PodDisruptionBudget (selector: ${selectorText(budget.spec.selector)}) were found to be unmanaged. ` +
      'As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. ' +
      'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.',
  )
}

/** The eviction of a pod was granted, and nobody deleted it. */
export function notDeleted({ metadata }: PodDisruptionBudget, podName: string): BudgetNotice {
  const message = `Pod was expected by PDB ${metadata.namespace}/${metadata.name} to be deleted but it wasn't`
  return { podName, ...warning('NotDeleted', message) }
}
