import type { JsonObject } from '../../api/json.ts'
import type { Pod } from '../../api/pod.ts'
import {
  numberField,
  objectField,
  objectsField,
  textField,
} from '../../api/serialization/read-fields.ts'
import { type PodTerm, affinityTerm, spreadTerm } from './pod-term.ts'

/** Pods that a pod would like to be near (a weight above 0) or far from (below 0). */
export interface WeightedTerm {
  readonly term: PodTerm
  readonly weight: number
}

/** How evenly pods shall be spread over domains. */
export interface SpreadConstraint {
  readonly term: PodTerm
  readonly maxSkew: number
  /** With fewer domains than these the least filled one counts as empty. */
  readonly minDomains: number
  /** False: a wish, not a condition. */
  readonly isRequired: boolean
}

/** Everything that makes the place of a pod depend on where other pods are. */
export interface PodAffinities {
  readonly together: readonly PodTerm[]
  readonly apart: readonly PodTerm[]
  readonly preferred: readonly WeightedTerm[]
  readonly spread: readonly SpreadConstraint[]
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

/** The affinities of a pod, from the spec that it shares with its like. */
export function podAffinities(spec: JsonObject, owner: Pod): PodAffinities {
  const affinity = objectField(spec, 'affinity')
  const near = objectField(affinity, 'podAffinity')
  const far = objectField(affinity, 'podAntiAffinity')
  return {
    together: objectsField(near, REQUIRED).map((written) => affinityTerm(written, owner)),
    apart: objectsField(far, REQUIRED).map((written) => affinityTerm(written, owner)),
    preferred: [
      ...objectsField(near, PREFERRED).map((written) => weightedTerm(written, owner, 1)),
      ...objectsField(far, PREFERRED).map((written) => weightedTerm(written, owner, -1)),
    ],
    spread: objectsField(spec, 'topologySpreadConstraints').map((written) =>
      spreadConstraint(written, owner),
    ),
  }
}

/** The domains that the affinities speak of. */
export function topologyKeys(affinities: PodAffinities): readonly string[] {
  const { together, apart, preferred, spread } = affinities
  return [...together, ...apart, ...[...preferred, ...spread].map(({ term }) => term)].map(
    ({ topologyKey }) => topologyKey,
  )
}

function weightedTerm(written: JsonObject, owner: Pod, sign: 1 | -1): WeightedTerm {
  return {
    term: affinityTerm(objectField(written, 'podAffinityTerm'), owner),
    weight: sign * numberField(written, 'weight'),
  }
}

function spreadConstraint(written: JsonObject, owner: Pod): SpreadConstraint {
  return {
    term: spreadTerm(written, owner),
    maxSkew: numberField(written, 'maxSkew', 1),
    minDomains: numberField(written, 'minDomains', 1),
    isRequired: textField(written, 'whenUnsatisfiable') !== 'ScheduleAnyway',
  }
}
