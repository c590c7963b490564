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
export {
  DEFAULT_KUBERNETES_PROFILE,
  KUBERNETES_PROFILES,
  type KubernetesProfile,
  isAtLeast,
  resolveKubernetesProfile,
} from './api/kubernetes-version.ts'
