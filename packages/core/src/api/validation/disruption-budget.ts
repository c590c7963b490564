import type { IntOrString } from '../int-or-string.ts'
import type { JsonObject } from '../json.ts'
import {
  type FieldError,
  type FieldErrors,
  distinctErrors,
  invalid,
  notSupported,
} from './field-error.ts'
import { validateAtMostWhole, validateIntOrPercent } from './int-or-percent.ts'
import { type LabelSelectorManifest, validateLabelSelector } from './label-selector.ts'

/** `spec` of a PodDisruptionBudget as a manifest gives it. */
interface DisruptionBudgetSpec {
  readonly minAvailable?: IntOrString
  readonly maxUnavailable?: IntOrString
  readonly selector?: LabelSelectorManifest | null
  readonly unhealthyPodEvictionPolicy?: string
}

/** Why the API server refuses a PodDisruptionBudget; empty when it does not. */
export function disruptionBudgetErrors({ spec }: JsonObject): readonly FieldError[] {
  return distinctErrors(validateSpec((spec ?? {}) as DisruptionBudgetSpec, 'spec'))
}

/** A budget says how many pods must stay or how many may go, and may say neither. */
function* validateSpec(spec: DisruptionBudgetSpec, path: string): FieldErrors {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    yield invalid(path, internalForm(spec), 'minAvailable and maxUnavailable cannot be both set')
  }
  for (const [field, value] of Object.entries({ minAvailable, maxUnavailable })) {
    if (value === undefined) continue
    yield* validateIntOrPercent(value, `${path}.${field}`)
    yield* validateAtMostWhole(value, `${path}.${field}`)
  }
  yield* validateLabelSelector(selector ?? undefined, `${path}.selector`)
  if (unhealthyPodEvictionPolicy !== undefined && !POLICIES.includes(unhealthyPodEvictionPolicy)) {
    yield notSupported(`${path}.unhealthyPodEvictionPolicy`, unhealthyPodEvictionPolicy, POLICIES)
  }
}

const POLICIES = ['AlwaysAllow', 'IfHealthyBudget']

/** The spec as the API server holds it, which is how it shows it. */
function internalForm(spec: DisruptionBudgetSpec): object {
  return {
    MinAvailable: spec.minAvailable ?? null,
    Selector: spec.selector ?? null,
    MaxUnavailable: spec.maxUnavailable ?? null,
    UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
  }
}
