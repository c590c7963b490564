import { BARE_METAL } from './bare-metal.ts'
import { EDGE } from './edge.ts'
import { GPU_CLOUD } from './gpu-cloud.ts'
import { KIND_DEV } from './kind-dev.ts'
import { KWOK_GENERAL, KWOK_IDEAL } from './kwok.ts'
import type { LatencyProfile } from './latency-profile.ts'
import { MANAGED_CLOUD } from './managed-cloud.ts'
import { MINIKUBE_2018 } from './minikube-2018.ts'

/** All latency profiles; the first is the one that is used when none is asked for. */
export const LATENCY_PROFILES: readonly LatencyProfile[] = [
  MANAGED_CLOUD,
  BARE_METAL,
  EDGE,
  GPU_CLOUD,
  KIND_DEV,
  KWOK_GENERAL,
  KWOK_IDEAL,
  MINIKUBE_2018,
]

/** The profile of that name, if there is one. */
export function findLatencyProfile(name: string): LatencyProfile | undefined {
  return LATENCY_PROFILES.find((profile) => profile.name === name)
}
