import type { JsonObject } from './json.ts'
import { type LabelRequirement, meetsAll } from './label-requirement.ts'
import type { StringMap } from './object-meta.ts'
import type { FieldError } from './validation/field-error.ts'
import { validateLabelSelector } from './validation/label-selector.ts'

/** A selector that means nothing, such as `In` without values. */
export class UnusableLabelSelectorError extends Error {
  readonly errors: readonly FieldError[]

  constructor(errors: readonly FieldError[]) {
    const [first] = errors
    super(`unusable label selector: ${first?.field}: ${first?.detail}`)
    this.name = 'UnusableLabelSelectorError'
    this.errors = errors
  }
}

/** A metav1.LabelSelector, read once and ready to be asked about many label sets. */
export class LabelSelector {
  /** All of them must hold; `undefined` when nothing can match. */
  readonly requirements: readonly LabelRequirement[] | undefined

  constructor(requirements: readonly LabelRequirement[] | undefined) {
    this.requirements = requirements
  }

  /** True when the labels fulfil every requirement. */
  matches(labels: StringMap): boolean {
    return this.requirements !== undefined && meetsAll(this.requirements, labels)
  }

  /** The selector as kubectl prints it, requirements and values sorted. */
  toString(): string {
    const requirements = this.requirements ?? []
    if (requirements.length === 0) return '<none>'
    return requirements.toSorted(byKey).map(requirementText).join(',')
  }
}

/**
 * The compiled selector: null matches nothing, an empty one everything.
 * Throws `UnusableLabelSelectorError` where Kubernetes cannot make a matcher of it.
 */
export function compileLabelSelector(selector: JsonObject | null | undefined): LabelSelector {
  if (selector === null || selector === undefined) return new LabelSelector(undefined)
  const errors = [...validateLabelSelector(selector, 'selector')]
  if (errors.length > 0) throw new UnusableLabelSelectorError(errors)
  const matchLabels = (selector['matchLabels'] ?? {}) as StringMap
  const matchExpressions = (selector['matchExpressions'] ?? []) as unknown as WrittenRequirement[]
  return new LabelSelector([
    ...Object.keys(matchLabels).map((key) => equals(key, matchLabels[key]!)),
    ...matchExpressions.map(expression),
  ])
}

interface WrittenRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values?: readonly string[]
}

function equals(key: string, value: string): LabelRequirement {
  return { operator: 'Equals', key, value }
}

function expression({ key, operator, values = [] }: WrittenRequirement): LabelRequirement {
  if (operator === 'In' || operator === 'NotIn') return { operator, key, values }
  return { operator, key }
}

function byKey(left: LabelRequirement, right: LabelRequirement): number {
  if (left.key === right.key) return 0
  return left.key < right.key ? -1 : 1
}

function requirementText(requirement: LabelRequirement): string {
  const { key } = requirement
  switch (requirement.operator) {
    case 'Equals':
      return `${key}=${requirement.value}`
    case 'In':
      return `${key} in (${requirement.values.toSorted().join(',')})`
    case 'NotIn':
      return `${key} notin (${requirement.values.toSorted().join(',')})`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
    case 'Gt':
      return `${key}>${requirement.bound}`
    case 'Lt':
      return `${key}<${requirement.bound}`
  }
}
