import {
  LabelSelector,
  UnusableLabelSelectorError,
  compileLabelSelector,
} from './label-selector.ts'
import type { PodDisruptionBudget } from './pod-disruption-budget.ts'

/** Selects no pod: of a budget whose selector means nothing. */
export const UNUSABLE_SELECTOR: LabelSelector = new LabelSelector(undefined)

const compiled = new WeakMap<PodDisruptionBudget['spec'], LabelSelector>()

/** Which pods a budget is about, compiled once for each stored spec; `UNUSABLE_SELECTOR` if it cannot be. */
export function budgetSelector({ spec }: PodDisruptionBudget): LabelSelector {
  let selector = compiled.get(spec)
  if (selector === undefined) {
    selector = compile(spec.selector)
    compiled.set(spec, selector)
  }
  return selector
}

function compile(selector: PodDisruptionBudget['spec']['selector']): LabelSelector {
  try {
    return compileLabelSelector(selector)
  } catch (error) {
    if (error instanceof UnusableLabelSelectorError) return UNUSABLE_SELECTOR
    throw error
  }
}
