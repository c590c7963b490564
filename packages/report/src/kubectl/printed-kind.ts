/** The kinds whose tables can be printed. */
export const PRINTED_KINDS = [
  'Pod',
  'StatefulSet',
  'DaemonSet',
  'Node',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'PodDisruptionBudget',
  'ControllerRevision',
  'Namespace',
  'ResourceQuota',
  'Event',
  'Service',
  'StorageClass',
] as const

/** A kind whose table can be printed. */
export type PrintedKind = (typeof PRINTED_KINDS)[number]

/** What kubectl calls a kind, and where its objects live. */
export interface KindNames {
  /** '' for the core group. */
  readonly group: string
  readonly plural: string
  readonly shortName?: string
  /** False for kinds that live outside of namespaces. */
  readonly namespaced: boolean
}

const KIND_NAMES: Readonly<Record<PrintedKind, KindNames>> = {
  Pod: { group: '', plural: 'pods', shortName: 'po', namespaced: true },
  StatefulSet: { group: 'apps', plural: 'statefulsets', shortName: 'sts', namespaced: true },
  DaemonSet: { group: 'apps', plural: 'daemonsets', shortName: 'ds', namespaced: true },
  Node: { group: '', plural: 'nodes', shortName: 'no', namespaced: false },
  PersistentVolumeClaim: {
    group: '',
    plural: 'persistentvolumeclaims',
    shortName: 'pvc',
    namespaced: true,
  },
  PersistentVolume: { group: '', plural: 'persistentvolumes', shortName: 'pv', namespaced: false },
  PodDisruptionBudget: {
    group: 'policy',
    plural: 'poddisruptionbudgets',
    shortName: 'pdb',
    namespaced: true,
  },
  ControllerRevision: { group: 'apps', plural: 'controllerrevisions', namespaced: true },
  Namespace: { group: '', plural: 'namespaces', shortName: 'ns', namespaced: false },
  ResourceQuota: { group: '', plural: 'resourcequotas', shortName: 'quota', namespaced: true },
  Event: { group: '', plural: 'events', shortName: 'ev', namespaced: true },
  Service: { group: '', plural: 'services', shortName: 'svc', namespaced: true },
  StorageClass: {
    group: 'storage.k8s.io',
    plural: 'storageclasses',
    shortName: 'sc',
    namespaced: false,
  },
}

/** What kubectl calls the kind. */
export function namesOf(kind: PrintedKind): KindNames {
  return KIND_NAMES[kind]
}

/** `statefulsets.apps`, `pods`: what the API server calls the kind in its errors. */
export function resourceName(kind: PrintedKind): string {
  const { group, plural } = KIND_NAMES[kind]
  return group === '' ? plural : `${plural}.${group}`
}

/** `statefulset.apps/web`, `pod/web-0`: the name with its kind, as `kubectl get a,b` prints it. */
export function nameWithKind(kind: string, group: string, name: string): string {
  const singular = kind.toLowerCase()
  return group === '' ? `${singular}/${name}` : `${singular}.${group}/${name}`
}

/** Every word for a kind that kubectl takes, in lower case, with the kind that it means. */
export const KIND_WORDS: ReadonlyMap<string, PrintedKind> = new Map(
  PRINTED_KINDS.flatMap((kind) => wordsFor(kind).map((word) => [word, kind] as const)),
)

function wordsFor(kind: PrintedKind): string[] {
  const { group, plural, shortName } = KIND_NAMES[kind]
  const words = [kind.toLowerCase(), plural]
  if (group !== '') words.push(`${kind.toLowerCase()}.${group}`, `${plural}.${group}`)
  if (shortName !== undefined) words.push(shortName)
  return words
}
