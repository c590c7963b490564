/**
 * How the API's own types hold their optional fields, which decides what of an empty value is
 * stored. The published descriptions do not tell.
 *
 * A plain field is left out when it is empty. A field held by pointer is kept once somebody has set
 * it, even to 0, false or ''. Objects are held by pointer unless they are listed as always written.
 */

/** Texts, numbers and flags that are held by pointer, by type. */
export const HELD_BY_POINTER: Readonly<Record<string, string>> = {
  AppArmorProfile: 'localhostProfile',
  AzureDiskVolumeSource: 'cachingMode fsType kind readOnly',
  AzureFilePersistentVolumeSource: 'secretNamespace',
  CSIVolumeSource: 'fsType readOnly',
  ClientIPConfig: 'timeoutSeconds',
  ClusterTrustBundleProjection: 'name optional signerName user',
  ConfigMap: 'immutable',
  ConfigMapEnvSource: 'optional',
  ConfigMapKeySelector: 'optional',
  ConfigMapProjection: 'optional',
  ConfigMapVolumeSource: 'defaultMode defaultUser optional',
  Container: 'restartPolicy',
  ContainerStatus: 'started stopSignal',
  DaemonSetSpec: 'revisionHistoryLimit',
  DaemonSetStatus: 'collisionCount',
  DeleteOptions: 'gracePeriodSeconds orphanDependents propagationPolicy',
  DeploymentSpec: 'progressDeadlineSeconds replicas revisionHistoryLimit',
  DeploymentStatus: 'collisionCount terminatingReplicas',
  DownwardAPIVolumeFile: 'mode user',
  DownwardAPIVolumeSource: 'defaultMode defaultUser',
  EmptyDirVolumeSource: 'mode sizeLimit',
  EphemeralContainer: 'restartPolicy',
  FCVolumeSource: 'lun',
  FileKeySelector: 'optional',
  GRPCAction: 'mode service',
  GlusterfsPersistentVolumeSource: 'endpointsNamespace',
  HTTPGetAction: 'protocol',
  HostPathVolumeSource: 'type',
  ISCSIPersistentVolumeSource: 'initiatorName',
  ISCSIVolumeSource: 'initiatorName',
  JobSpec:
    'activeDeadlineSeconds backoffLimit backoffLimitPerIndex completionMode completions managedBy ' +
    'manualSelector maxFailedIndexes parallelism podReplacementPolicy suspend ttlSecondsAfterFinished',
  JobStatus: 'ready terminating',
  KeyToPath: 'mode user',
  LeaseSpec:
    'acquireTime holderIdentity leaseDurationSeconds leaseTransitions preferredHolder renewTime strategy',
  Lifecycle: 'stopSignal',
  LocalVolumeSource: 'fsType',
  ObjectMeta: 'deletionGracePeriodSeconds deletionTimestamp',
  OwnerReference: 'blockOwnerDeletion controller',
  PersistentVolumeClaimSpec: 'storageClassName volumeAttributesClassName volumeMode',
  PersistentVolumeClaimStatus: 'currentVolumeAttributesClassName',
  PersistentVolumeSpec: 'volumeAttributesClassName volumeMode',
  PodCertificateProjection: 'maxExpirationSeconds user',
  PodDNSConfigOption: 'value',
  PodDisruptionBudgetSpec: 'maxUnavailable minAvailable unhealthyPodEvictionPolicy',
  PodResourceClaim: 'resourceClaimName resourceClaimTemplateName',
  PodSchedulingGroup: 'podGroupName',
  PodSecurityContext:
    'fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser seLinuxChangePolicy supplementalGroupsPolicy',
  PodSpec:
    'activeDeadlineSeconds automountServiceAccountToken enableServiceLinks hostUsers hostnameOverride ' +
    'preemptionPolicy priority runtimeClassName setHostnameAsFQDN shareProcessNamespace terminationGracePeriodSeconds',
  PodStatus: 'startTime',
  PriorityClass: 'preemptionPolicy',
  Probe: 'terminationGracePeriodSeconds',
  ProjectedVolumeSource: 'defaultMode defaultUser',
  ReplicaSetSpec: 'replicas',
  ReplicaSetStatus: 'terminatingReplicas',
  RollingUpdateDaemonSet: 'maxSurge maxUnavailable',
  RollingUpdateDeployment: 'maxSurge maxUnavailable',
  RollingUpdateStatefulSetStrategy: 'maxUnavailable partition',
  SeccompProfile: 'localhostProfile',
  SecretEnvSource: 'optional',
  SecretKeySelector: 'optional',
  SecretProjection: 'optional',
  SecretVolumeSource: 'defaultMode defaultUser optional',
  SecurityContext:
    'allowPrivilegeEscalation privileged procMount readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser',
  ServiceAccountTokenProjection: 'expirationSeconds user',
  ServicePort: 'appProtocol',
  ServiceSpec:
    'allocateLoadBalancerNodePorts internalTrafficPolicy ipFamilyPolicy loadBalancerClass trafficDistribution',
  StatefulSetSpec: 'replicas revisionHistoryLimit',
  StatefulSetStatus: 'collisionCount',
  StorageClass: 'allowVolumeExpansion reclaimPolicy volumeBindingMode',
  Taint: 'timeAdded',
  Toleration: 'tolerationSeconds',
  TopologySpreadConstraint: 'minDomains nodeAffinityPolicy nodeTaintsPolicy',
  TypedLocalObjectReference: 'apiGroup',
  TypedObjectReference: 'apiGroup namespace',
  VolumeMount: 'mountPropagation recursiveReadOnly',
  WindowsSecurityContextOptions:
    'gmsaCredentialSpec gmsaCredentialSpecName hostProcess runAsUserName',
}

/** Optional fields that are written whether they are set or not, by type. */
export const ALWAYS_WRITTEN: Readonly<Record<string, string>> = {
  Container: 'resources',
  ContainerStatus: 'lastState state',
  DaemonSetSpec: 'updateStrategy',
  EphemeralContainer: 'resources',
  PersistentVolumeClaim: 'metadata spec status',
  PersistentVolumeClaimSpec: 'resources',
  PersistentVolumeClaimTemplate: 'metadata',
  PodTemplateSpec: 'metadata spec',
  ResourceFieldSelector: 'divisor',
  StatefulSetOrdinals: 'start',
  StatefulSetSpec: 'serviceName updateStrategy',
}

const POINTERS = wordSets(HELD_BY_POINTER)
const WRITTEN = wordSets(ALWAYS_WRITTEN)

/** True when a value of this field is stored although it is empty. */
export function isKeptWhenEmpty(typeName: string, field: string): boolean {
  return POINTERS.get(typeName)?.has(field) ?? false
}

/** The optional fields of a type that are stored even when nobody set them. */
export function alwaysWritten(typeName: string): ReadonlySet<string> {
  return WRITTEN.get(typeName) ?? NOTHING
}

const NOTHING: ReadonlySet<string> = new Set()

function wordSets(
  lists: Readonly<Record<string, string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(lists).map(([type, words]) => [type, new Set(words.split(' '))]))
}
