import { type Behaviours, behaviours } from '../behaviours.ts'
import { type FeatureGates, resolveFeatureGates } from '../feature-gates.ts'
import type { KubernetesProfile } from '../kubernetes-version.ts'

/** What decides, besides the object itself, whether the API server accepts it. */
export interface ApiServerConfiguration {
  readonly profile: KubernetesProfile
  readonly gates: FeatureGates
  readonly behaviours: Behaviours
  /** The flag `--allow-privileged`: containers may be privileged. Clusters nearly always set it. */
  readonly allowPrivileged: boolean
}

/** An API server of that release; gates are those of the release unless given. */
export function apiServerConfiguration(
  profile: KubernetesProfile,
  { gates = resolveFeatureGates(profile), allowPrivileged = true }: ApiServerFlags = {},
): ApiServerConfiguration {
  return { profile, gates, behaviours: behaviours(profile, gates), allowPrivileged }
}

interface ApiServerFlags {
  readonly gates?: FeatureGates
  readonly allowPrivileged?: boolean
}
