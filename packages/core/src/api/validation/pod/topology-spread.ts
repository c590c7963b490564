import { qualifiedName } from '../../label-syntax.ts'
import { type FieldErrors, duplicate, invalid } from '../field-error.ts'
import { type LabelSelectorManifest, validateLabelSelector } from '../label-selector.ts'
import { mustBeGivenAs, mustBeOneOf } from '../must-be.ts'

/** How evenly pods must be spread over zones, nodes and the like. */
export interface TopologySpreadConstraint {
  readonly maxSkew?: number
  readonly minDomains?: number
  readonly topologyKey?: string
  readonly whenUnsatisfiable?: string
  readonly labelSelector?: LabelSelectorManifest
}

const ANSWERS: readonly string[] = ['DoNotSchedule', 'ScheduleAnyway']

/** `topologySpreadConstraints` of a pod: complete, and one a key and answer. */
export function* validateTopologySpread(
  constraints: readonly TopologySpreadConstraint[],
  path: string,
): FieldErrors {
  const seen = new Set<string>()
  for (const [index, constraint] of constraints.entries()) {
    const { topologyKey = '', whenUnsatisfiable = '' } = constraint
    const at = `${path}[${index}]`
    yield* validateConstraint(constraint, at)
    const pair = `{${topologyKey}, ${whenUnsatisfiable}}`
    if (seen.has(pair)) yield duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, pair)
    seen.add(pair)
  }
}

function* validateConstraint(constraint: TopologySpreadConstraint, path: string): FieldErrors {
  const { maxSkew = 0, minDomains, topologyKey, whenUnsatisfiable = '' } = constraint
  if (maxSkew <= 0) yield invalid(`${path}.maxSkew`, maxSkew, 'must be above 0')
  yield* mustBeGivenAs(qualifiedName, topologyKey, `${path}.topologyKey`)
  yield* mustBeOneOf(ANSWERS, whenUnsatisfiable, `${path}.whenUnsatisfiable`)
  if (minDomains !== undefined) yield* validateMinDomains(minDomains, whenUnsatisfiable, path)
  yield* validateLabelSelector(constraint.labelSelector, `${path}.labelSelector`)
}

function* validateMinDomains(minDomains: number, answer: string, path: string): FieldErrors {
  if (minDomains <= 0) yield invalid(`${path}.minDomains`, minDomains, 'must be above 0')
  if (answer !== 'DoNotSchedule') {
    yield invalid(`${path}.minDomains`, minDomains, 'is for DoNotSchedule only')
  }
}
