import type { StringMap } from '../object-meta.ts'
import type { FieldErrors } from './field-error.ts'
import { validateLabels } from './metadata/labels.ts'
import {
  type RequirementManifest,
  type RequirementOperators,
  validateRequirement,
} from './requirement.ts'

/** metav1.LabelSelector as a manifest gives it. */
export interface LabelSelectorManifest {
  readonly matchLabels?: StringMap
  readonly matchExpressions?: readonly RequirementManifest[]
}

/** A label selector: every key, operator and value has its form. A missing one has no faults. */
export function* validateLabelSelector(
  selector: LabelSelectorManifest | undefined,
  path: string,
): FieldErrors {
  yield* validateLabels(selector?.matchLabels ?? {}, `${path}.matchLabels`)
  for (const [index, requirement] of (selector?.matchExpressions ?? []).entries()) {
    yield* validateRequirement(requirement, OPERATORS, `${path}.matchExpressions[${index}]`)
  }
}

/** True when the selector has no requirement, so that it matches everything. */
export function isEmptySelector({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelectorManifest): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0
}

const OPERATORS: RequirementOperators = {
  words: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  expected: 'must be In, NotIn, Exists or DoesNotExist',
}
