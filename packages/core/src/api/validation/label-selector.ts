import { labelValue, qualifiedName } from '../label-syntax.ts'
import type { StringMap } from '../object-meta.ts'
import { type FieldErrors, forbidden, invalid, required } from './field-error.ts'
import { validateLabels } from './metadata/labels.ts'
import { mustBe } from './must-be.ts'

/** metav1.LabelSelector as a manifest gives it. */
export interface LabelSelectorManifest {
  readonly matchLabels?: StringMap
  readonly matchExpressions?: readonly LabelSelectorRequirement[]
}

interface LabelSelectorRequirement {
  readonly key?: string
  readonly operator?: string
  readonly values?: readonly string[]
}

/** A label selector: every key, operator and value has its form. A missing one has no faults. */
export function* validateLabelSelector(
  selector: LabelSelectorManifest | undefined,
  path: string,
): FieldErrors {
  yield* validateLabels(selector?.matchLabels ?? {}, `${path}.matchLabels`)
  for (const [index, requirement] of (selector?.matchExpressions ?? []).entries()) {
    yield* validateRequirement(requirement, `${path}.matchExpressions[${index}]`)
  }
}

/** True when the selector has no requirement, so that it matches everything. */
export function isEmptySelector({
  matchLabels = {},
  matchExpressions = [],
}: LabelSelectorManifest): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0
}

function* validateRequirement(requirement: LabelSelectorRequirement, path: string): FieldErrors {
  const { key = '', operator = '', values = [] } = requirement
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) yield required(`${path}.values`, `must be given for ${operator}`)
      break
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) yield forbidden(`${path}.values`, `must be empty for ${operator}`)
      break
    default:
      yield invalid(`${path}.operator`, operator, 'must be In, NotIn, Exists or DoesNotExist')
  }
  yield* mustBe(qualifiedName, key, `${path}.key`)
  for (const [index, value] of values.entries()) {
    yield* mustBe(labelValue, value, `${path}.values[${index}]`)
  }
}
