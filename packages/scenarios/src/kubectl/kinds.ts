import { type Resource, type StoredKind, groupOf } from '@seatrial/core'
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
  named('ControllerRevision', 'controllerrevisions'),
  named('DaemonSet', 'daemonsets', ['ds']),
  named('Deployment', 'deployments', ['deploy']),
  named('Job', 'jobs'),
  clusterWide('Namespace', 'namespaces', ['ns']),
  clusterWide('Node', 'nodes', ['no']),
  named('PersistentVolumeClaim', 'persistentvolumeclaims', ['pvc']),
  clusterWide('PersistentVolume', 'persistentvolumes', ['pv']),
  named('Pod', 'pods', ['po']),
  named('PodDisruptionBudget', 'poddisruptionbudgets', ['pdb']),
  clusterWide('PriorityClass', 'priorityclasses', ['pc']),
  named('ResourceQuota', 'resourcequotas', ['quota']),
  named('Service', 'services', ['svc']),
  named('StatefulSet', 'statefulsets', ['sts']),
  clusterWide('StorageClass', 'storageclasses', ['sc']),
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

function wordsOf({ kind, resource, group, shortNames }: KindNames): readonly string[] {
  const singular = kind.toLowerCase()
  const plain = [singular, resource, ...shortNames]
  return group === '' ? plain : [...plain, `${singular}.${group}`, `${resource}.${group}`]
}

function named(
  kind: StoredKind,
  resource: Resource,
  shortNames: readonly string[] = [],
): KindNames {
  return { kind, resource, group: groupOf(resource), isNamespaced: true, shortNames }
}

function clusterWide(
  kind: StoredKind,
  resource: Resource,
  shortNames: readonly string[] = [],
): KindNames {
  return { kind, resource, group: groupOf(resource), isNamespaced: false, shortNames }
}
