/** A kind that matters to a rollout. */
interface KnownKind {
  readonly group: string
  readonly namespaced: boolean
}

/** The kinds that are kept; objects of any other kind are named once and left out. */
const KNOWN_KINDS: ReadonlyMap<string, KnownKind> = new Map([
  ['ControllerRevision', { group: 'apps', namespaced: true }],
  ['DaemonSet', { group: 'apps', namespaced: true }],
  ['Deployment', { group: 'apps', namespaced: true }],
  ['Job', { group: 'batch', namespaced: true }],
  ['Namespace', { group: '', namespaced: false }],
  ['Node', { group: '', namespaced: false }],
  ['PersistentVolume', { group: '', namespaced: false }],
  ['PersistentVolumeClaim', { group: '', namespaced: true }],
  ['Pod', { group: '', namespaced: true }],
  ['PodDisruptionBudget', { group: 'policy', namespaced: true }],
  ['PriorityClass', { group: 'scheduling.k8s.io', namespaced: false }],
  ['ReplicaSet', { group: 'apps', namespaced: true }],
  ['ResourceQuota', { group: '', namespaced: true }],
  ['Service', { group: '', namespaced: true }],
  ['StatefulSet', { group: 'apps', namespaced: true }],
  ['StorageClass', { group: 'storage.k8s.io', namespaced: false }],
])

/** The kind, if it is one that matters: a Service of another API group is something else. */
export function knownKind(apiVersion: string, kind: string): KnownKind | undefined {
  const known = KNOWN_KINDS.get(kind)
  return known?.group === groupOf(apiVersion) ? known : undefined
}

/** The kind as kubectl names it where the bare word would mean another one: `Service.serving.knative.dev`. */
export function qualifiedKind(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion)
  return KNOWN_KINDS.has(kind) && group !== '' ? `${kind}.${group}` : kind
}

/** The group of an apiVersion; '' for the core group, which is written without. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}
