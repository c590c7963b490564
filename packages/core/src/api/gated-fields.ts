import { type KubernetesProfile, isAtLeast } from './kubernetes-version.ts'

/**
 * Fields whose feature gate is off by default in releases that have them, so that the API server
 * drops them: by type, the release that turned the gate on, or `never` where none has.
 */
export const STORED_SINCE: Readonly<
  Record<string, Readonly<Record<string, KubernetesProfile | 'never'>>>
> = {
  ClusterTrustBundleProjection: { user: 'never' },
  ConfigMapVolumeSource: { defaultUser: 'never' },
  Container: { restartPolicyRules: '1.35.0' },
  DownwardAPIVolumeFile: { user: 'never' },
  DownwardAPIVolumeSource: { defaultUser: 'never' },
  EmptyDirVolumeSource: { mode: 'never' },
  EnvVarSource: { fileKeyRef: '1.35.0' },
  EphemeralContainer: { restartPolicyRules: '1.35.0' },
  GRPCAction: { mode: 'never' },
  HTTPGetAction: { protocol: 'never' },
  KeyToPath: { user: 'never' },
  PersistentVolumeClaimSpec: { volumeAttributesClassName: '1.34' },
  PodSpec: {
    evictionResponders: 'never',
    hostnameOverride: '1.35.0',
    resourceClaims: '1.34',
    resources: '1.34',
    schedulingGroup: 'never',
    workloadRef: 'never',
  },
  ProjectedVolumeSource: { defaultUser: 'never' },
  ResourceRequirements: { claims: '1.34' },
  SecretVolumeSource: { defaultUser: 'never' },
  ServiceAccountTokenProjection: { user: 'never' },
  Volume: { image: '1.35.0' },
  VolumeMount: { bindMountOptions: 'never' },
  VolumeProjection: { podCertificate: 'never' },
}

/** True when the release stores the field, though it may know fields that it does not store. */
export function storesField(typeName: string, field: string, profile: KubernetesProfile): boolean {
  const since = STORED_SINCE[typeName]?.[field]
  if (since === undefined) return true
  return since !== 'never' && isAtLeast(profile, since)
}
