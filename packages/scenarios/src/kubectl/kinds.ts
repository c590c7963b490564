import { type Resource, type StoredKind } from '@seatrial/core'
import { KubectlError } from './kubectl-error.ts'

/** What kubectl calls a kind. */
export interface KindNames {
  readonly kind: StoredKind
  readonly resource: Resource
  /** '' for the core group. */
  readonly group: string
  readonly isNamespaced: boolean
  readonly shortNames: readonly string[]
}

const KINDS: readonly KindNames[] = [
  named('ControllerRevision', 'controllerrevisions', 'apps'),
  named('DaemonSet', 'daemonsets', 'apps', ['ds']),
  named('Deployment', 'deployments', 'apps', ['deploy']),
  named('Job', 'jobs', 'batch'),
  clusterWide('Namespace', 'namespaces', '', ['ns']),
  clusterWide('Node', 'nodes', '', ['no']),
  named('PersistentVolumeClaim', 'persistentvolumeclaims', '', ['pvc']),
  clusterWide('PersistentVolume', 'persistentvolumes', '', ['pv']),
  named('Pod', 'pods', '', ['po']),
  named('PodDisruptionBudget', 'poddisruptionbudgets', 'policy', ['pdb']),
  clusterWide('PriorityClass', 'priorityclasses', 'scheduling.k8s.io', ['pc']),
  named('ResourceQuota', 'resourcequotas', '', ['quota']),
  named('Service', 'services', '', ['svc']),
  named('StatefulSet', 'statefulsets', 'apps', ['sts']),
  clusterWide('StorageClass', 'storageclasses', 'storage.k8s.io', ['sc']),
]

/** The kind that a word of a command line means. Throws `KubectlError` where there is none. */
export function kindOfWord(word: string): KindNames {
  const lower = word.toLowerCase()
  const found = KINDS.find((names) => wordsOf(names).includes(lower))
  if (found !== undefined) return found
  throw new KubectlError(`error: the server doesn't have a resource type "${word}"`)
}

/** The names of a kind. Throws `KubectlError` for one that the model does not store. */
export function namesOfKind(kind: string): KindNames {
  const found = KINDS.find((names) => names.kind === kind)
  if (found !== undefined) return found
  throw new KubectlError(`error: no matches for kind "${kind}"`)
}

/** `statefulset.apps`, `pod`. */
export function singularOf({ kind, group }: KindNames): string {
  const singular = kind.toLowerCase()
  return group === '' ? singular : `${singular}.${group}`
}

/** `statefulsets.apps`, `pods`: what the API server calls the kind in its errors. */
export function resourceNameOf({ resource, group }: KindNames): string {
  return group === '' ? resource : `${resource}.${group}`
}

function wordsOf({ kind, resource, group, shortNames }: KindNames): readonly string[] {
  const singular = kind.toLowerCase()
  const plain = [singular, resource, ...shortNames]
  return group === '' ? plain : [...plain, `${singular}.${group}`, `${resource}.${group}`]
}

function named(
  kind: StoredKind,
  resource: Resource,
  group: string,
  shortNames: readonly string[] = [],
): KindNames {
  return { kind, resource, group, isNamespaced: true, shortNames }
}

function clusterWide(
  kind: StoredKind,
  resource: Resource,
  group: string,
  shortNames: readonly string[] = [],
): KindNames {
  return { kind, resource, group, isNamespaced: false, shortNames }
}
