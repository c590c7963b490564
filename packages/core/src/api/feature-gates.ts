import { KUBERNETES_PROFILES, type KubernetesProfile } from './kubernetes-version.ts'
import { nearestWord } from './nearest-word.ts'

/** The name of a feature gate that some profile knows. */
export type FeatureGate =
  | 'MaxUnavailableStatefulSet'
  | 'StatefulSetSemanticRevisionComparison'
  | 'StaleControllerConsistencyStatefulSet'
  | 'StaleControllerConsistencyDaemonSet'
  | 'StatefulSetRecreateStrategy'
  | 'StatefulSetAutoDeletePVC'
  | 'StatefulSetStartOrdinal'
  | 'PodIndexLabel'
  | 'TaintTolerationComparisonOperators'
  | 'PersistentVolumeClaimUnusedSinceTime'

/** What a gate is in one release when nobody sets it; `absent`: that release does not know it. */
type GateDefault = 'on' | 'off' | 'absent'

/**
 * The feature gates that matter to a rollout, with their default in each profile.
 * The columns are `KUBERNETES_PROFILES`; 1.13 has the controllers of 1.33.
 */
// prettier-ignore
const GATE_DEFAULTS: Readonly<Record<FeatureGate, readonly GateDefault[]>> = {
  //                                       1.13      1.33      1.34      1.35.0    1.35.4    1.36      1.37
  MaxUnavailableStatefulSet:              ['off',    'off',    'off',    'on',     'off',    'off',    'on'],
  StatefulSetSemanticRevisionComparison:  ['absent', 'absent', 'on',     'on',     'on',     'on',     'on'],
  StaleControllerConsistencyStatefulSet:  ['absent', 'absent', 'absent', 'absent', 'absent', 'on',     'on'],
  StaleControllerConsistencyDaemonSet:    ['absent', 'absent', 'absent', 'absent', 'absent', 'on',     'on'],
  StatefulSetRecreateStrategy:            ['absent', 'absent', 'absent', 'absent', 'absent', 'absent', 'off'],
  StatefulSetAutoDeletePVC:               ['on',     'on',     'on',     'on',     'on',     'on',     'on'],
  StatefulSetStartOrdinal:                ['on',     'on',     'on',     'on',     'on',     'on',     'on'],
  PodIndexLabel:                          ['on',     'on',     'on',     'on',     'on',     'on',     'on'],
  TaintTolerationComparisonOperators:     ['absent', 'absent', 'absent', 'off',    'off',    'off',    'off'],
  PersistentVolumeClaimUnusedSinceTime:   ['absent', 'absent', 'absent', 'absent', 'absent', 'absent', 'on'],
}

/** All gates by name, in the order of the table. */
export const FEATURE_GATES: readonly FeatureGate[] = Object.keys(GATE_DEFAULTS) as FeatureGate[]

/** Every gate, on or off; a gate that the release does not know is off. */
export type FeatureGates = Readonly<Record<FeatureGate, boolean>>

/** The user set a gate that no known release has. */
export class UnknownFeatureGateError extends Error {
  readonly gate: string
  /** The gate that was probably meant. */
  readonly nearest: string | undefined

  constructor(gate: string) {
    const nearest = nearestWord(gate, FEATURE_GATES)
    const hint =
      nearest === undefined ? `known are ${FEATURE_GATES.join(', ')}` : `did you mean ${nearest}?`
    super(`unknown feature gate ${gate}: ${hint}`)
    this.name = 'UnknownFeatureGateError'
    this.gate = gate
    this.nearest = nearest
  }
}

/** True when the release has this gate at all. */
export function knowsFeatureGate(profile: KubernetesProfile, gate: FeatureGate): boolean {
  return gateDefault(profile, gate) !== 'absent'
}

/**
 * The gates of a release with the user's settings applied.
 *
 * A gate of another release has no effect (so that one scenario can be run under several versions);
 * ask `knowsFeatureGate` where that should be reported.
 * Throws `UnknownFeatureGateError` for a name that no release knows.
 */
export function resolveFeatureGates(
  profile: KubernetesProfile,
  settings: Readonly<Record<string, boolean>> = {},
): FeatureGates {
  for (const gate of Object.keys(settings)) {
    if (!Object.hasOwn(GATE_DEFAULTS, gate)) throw new UnknownFeatureGateError(gate)
  }
  const gates: Partial<Record<FeatureGate, boolean>> = {}
  for (const gate of FEATURE_GATES) {
    const byDefault = gateDefault(profile, gate)
    gates[gate] = byDefault !== 'absent' && (settings[gate] ?? byDefault === 'on')
  }
  return gates as FeatureGates
}

function gateDefault(profile: KubernetesProfile, gate: FeatureGate): GateDefault {
  return GATE_DEFAULTS[gate][KUBERNETES_PROFILES.indexOf(profile)]!
}
