// kernel
export {
  type Duration,
  NEVER,
  START,
  type SimTime,
  after,
  between,
  hours,
  microseconds,
  milliseconds,
  minutes,
  seconds,
  toSeconds,
  truncateToSecond,
} from './kernel/time.ts'

// api
export { type Behaviours, behaviours } from './api/behaviours.ts'
export {
  FEATURE_GATES,
  type FeatureGate,
  type FeatureGates,
  UnknownFeatureGateError,
  knowsFeatureGate,
  resolveFeatureGates,
} from './api/feature-gates.ts'
export { type JsonObject, type JsonValue, isJsonObject } from './api/json.ts'
export {
  DEFAULT_KUBERNETES_PROFILE,
  KUBERNETES_PROFILES,
  type KubernetesProfile,
  isAtLeast,
  resolveKubernetesProfile,
} from './api/kubernetes-version.ts'
export { editDistance, nearestWord } from './api/nearest-word.ts'
export { type WallTime, formatTimestamp, parseTimestamp, wallTimeAt } from './api/timestamp.ts'
