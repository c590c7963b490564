import { qualifiedName } from '../../label-syntax.ts'
import { type FieldErrors, invalid, required } from '../field-error.ts'
import { type LabelSelectorManifest, validateLabelSelector } from '../label-selector.ts'
import { mustBe, mustBeBetween, mustBeGiven } from '../must-be.ts'
import { dnsLabel, dnsSubdomain } from '../name-syntax.ts'
import {
  type RequirementManifest,
  type RequirementOperators,
  validateRequirement,
} from '../requirement.ts'

/** Where a pod wants to run, by the nodes and by the pods on them. */
export interface Affinity {
  readonly nodeAffinity?: NodeAffinity
  readonly podAffinity?: PodAffinity
  readonly podAntiAffinity?: PodAffinity
}

interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: {
    readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] | null
  }
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight?: number
    readonly preference?: NodeSelectorTerm
  }[]
}

interface NodeSelectorTerm {
  readonly matchExpressions?: readonly RequirementManifest[]
  readonly matchFields?: readonly RequirementManifest[]
}

/** Pods to be near to, or far from. */
export interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[]
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight?: number
    readonly podAffinityTerm?: PodAffinityTerm
  }[]
}

/** Some pods, and how far "near" reaches. */
export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelectorManifest
  readonly namespaceSelector?: LabelSelectorManifest
  readonly namespaces?: readonly string[]
  readonly topologyKey?: string
}

const WEIGHT = { least: 1, most: 100 }
/** The field of terms that must hold. */
export const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
/** The field of terms that would be nice. */
export const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

/** `affinity` of a pod: terms that can be fulfilled, weights from 1 to 100. */
export function* validateAffinity(affinity: Affinity, path: string): FieldErrors {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity
  if (nodeAffinity) yield* validateNodeAffinity(nodeAffinity, `${path}.nodeAffinity`)
  if (podAffinity) yield* validatePodAffinity(podAffinity, `${path}.podAffinity`)
  if (podAntiAffinity) yield* validatePodAffinity(podAntiAffinity, `${path}.podAntiAffinity`)
}

function* validateNodeAffinity(affinity: NodeAffinity, path: string): FieldErrors {
  const requiredNodes = affinity[REQUIRED]
  if (requiredNodes !== undefined) {
    const terms = requiredNodes.nodeSelectorTerms ?? []
    const at = `${path}.${REQUIRED}.nodeSelectorTerms`
    if (terms.length === 0) yield required(at, 'must have at least one term')
    for (const [index, term] of terms.entries()) yield* validateNodeTerm(term, `${at}[${index}]`)
  }
  for (const [index, { weight = 0, preference = {} }] of (affinity[PREFERRED] ?? []).entries()) {
    const at = `${path}.${PREFERRED}[${index}]`
    yield* mustBeBetween(weight, WEIGHT, `${at}.weight`)
    yield* validateNodeTerm(preference, `${at}.preference`)
  }
}

function* validateNodeTerm(term: NodeSelectorTerm, path: string): FieldErrors {
  const { matchExpressions = [], matchFields = [] } = term
  for (const [index, requirement] of matchExpressions.entries()) {
    const at = `${path}.matchExpressions[${index}]`
    yield* validateRequirement(requirement, NODE_OPERATORS, at)
  }
  for (const [index, requirement] of matchFields.entries()) {
    yield* validateFieldRequirement(requirement, `${path}.matchFields[${index}]`)
  }
}

const NODE_OPERATORS: RequirementOperators = {
  words: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  expected: 'must be an operator on node labels',
}

/** The only field of a node that can be asked for is its name. */
function* validateFieldRequirement(
  { key = '', operator = '', values = [] }: RequirementManifest,
  path: string,
): FieldErrors {
  if (operator !== 'In' && operator !== 'NotIn') {
    yield invalid(`${path}.operator`, operator, 'must be In or NotIn')
  } else if (values.length !== 1) {
    yield required(`${path}.values`, 'must be one name')
  }
  if (key !== 'metadata.name') {
    yield invalid(`${path}.key`, key, 'must be metadata.name')
    return
  }
  for (const [index, value] of values.entries()) {
    yield* mustBe(dnsSubdomain, value, `${path}.values[${index}]`)
  }
}

function* validatePodAffinity(affinity: PodAffinity, path: string): FieldErrors {
  for (const [index, term] of (affinity[REQUIRED] ?? []).entries()) {
    yield* validatePodTerm(term, `${path}.${REQUIRED}[${index}]`)
  }
  for (const [index, { weight = 0, podAffinityTerm = {} }] of (
    affinity[PREFERRED] ?? []
  ).entries()) {
    const at = `${path}.${PREFERRED}[${index}]`
    yield* mustBeBetween(weight, WEIGHT, `${at}.weight`)
    yield* validatePodTerm(podAffinityTerm, `${at}.podAffinityTerm`)
  }
}

function* validatePodTerm(term: PodAffinityTerm, path: string): FieldErrors {
  const { labelSelector, namespaceSelector, namespaces = [], topologyKey = '' } = term
  yield* validateLabelSelector(labelSelector, `${path}.labelSelector`)
  yield* validateLabelSelector(namespaceSelector, `${path}.namespaceSelector`)
  for (const name of namespaces) yield* mustBe(dnsLabel, name, `${path}.namespace`)
  yield* mustBeGiven(topologyKey, `${path}.topologyKey`)
  yield* mustBe(qualifiedName, topologyKey, `${path}.topologyKey`)
}
