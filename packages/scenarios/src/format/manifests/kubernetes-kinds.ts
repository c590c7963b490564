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

/** Why an object is none that Kubernetes has, where it can be told. */
export type KindProblem =
  /** Another API version has the kind. */
  | { readonly field: 'apiVersion'; readonly expected: string }
  /** The group, all of whose kinds are known, has none of that name. */
  | { readonly field: 'kind'; readonly choices: readonly string[] }

/** Whether a kind that does not matter is a mistake: left out, it would be missed. */
export function findKindProblem(apiVersion: string, kind: string): KindProblem | undefined {
  const group = groupOf(apiVersion)
  const known = KNOWN_KINDS.get(kind)
  if (known !== undefined && isOfKubernetes(group)) {
    const version = known.group === '' ? 'v1' : `${known.group}/v1`
    return { field: 'apiVersion', expected: `${version}, which has the kind ${kind}` }
  }
  if (group !== 'apps') return undefined
  const choices = [...KNOWN_KINDS].filter(([, each]) => each.group === group).map(([name]) => name)
  return { field: 'kind', choices }
}

/** Groups of other projects have domains of their own. */
function isOfKubernetes(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io')
}

/** The group of an apiVersion; '' for the core group, which is written without. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}
