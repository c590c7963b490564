import { UNSET } from './api-time.ts'
import type { ControllerRevision } from './controller-revision.ts'
import type { DaemonSet } from './daemon-set.ts'
import type { JsonObject } from './json.ts'
import type { Node } from './node.ts'
import type { ObjectMeta } from './object-meta.ts'
import type { PersistentVolume, PersistentVolumeClaim } from './persistent-volume.ts'
import type { PodDisruptionBudget } from './pod-disruption-budget.ts'
import { Pod } from './pod.ts'
import type { ResourceQuota } from './resource-quota.ts'
import type { StatefulSet } from './stateful-set.ts'

/** A kind that the model stores, prints and selects, but whose fields only few ever read. */
export interface PlainObject {
  readonly kind: 'Service' | 'StorageClass' | 'PriorityClass' | 'Namespace' | 'Deployment' | 'Job'
  readonly metadata: ObjectMeta
  /** Everything but kind, apiVersion and metadata. */
  readonly content: JsonObject
}

/** Every object but a pod: plain data with Kubernetes' own metadata. */
export type MetaObject =
  | StatefulSet
  | DaemonSet
  | ControllerRevision
  | Node
  | PersistentVolumeClaim
  | PersistentVolume
  | PodDisruptionBudget
  | ResourceQuota
  | PlainObject

/** Whatever the API server stores. */
export type StoredObject = Pod | MetaObject

/** The plural, lower-case names under which the API serves the kinds. */
export type Resource =
  | 'pods'
  | 'statefulsets'
  | 'daemonsets'
  | 'controllerrevisions'
  | 'nodes'
  | 'persistentvolumeclaims'
  | 'persistentvolumes'
  | 'poddisruptionbudgets'
  | 'services'
  | 'storageclasses'
  | 'priorityclasses'
  | 'namespaces'
  | 'resourcequotas'
  | 'deployments'
  | 'jobs'

/** Which type of object lies behind a resource. */
export interface ResourceTypes {
  readonly pods: Pod
  readonly statefulsets: StatefulSet
  readonly daemonsets: DaemonSet
  readonly controllerrevisions: ControllerRevision
  readonly nodes: Node
  readonly persistentvolumeclaims: PersistentVolumeClaim
  readonly persistentvolumes: PersistentVolume
  readonly poddisruptionbudgets: PodDisruptionBudget
  readonly services: PlainObject
  readonly storageclasses: PlainObject
  readonly priorityclasses: PlainObject
  readonly namespaces: PlainObject
  readonly resourcequotas: ResourceQuota
  readonly deployments: PlainObject
  readonly jobs: PlainObject
}

/** The resources in the order in which they are listed wherever all of them are. */
export const RESOURCES: readonly Resource[] = Object.freeze([
  'controllerrevisions',
  'daemonsets',
  'deployments',
  'jobs',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'poddisruptionbudgets',
  'pods',
  'priorityclasses',
  'resourcequotas',
  'services',
  'statefulsets',
  'storageclasses',
])

/** Every resource but pods. */
export type MetaResource = Exclude<Resource, 'pods'>

/** They, in the same order. */
export const META_RESOURCES: readonly MetaResource[] = Object.freeze(
  RESOURCES.filter((resource) => resource !== 'pods'),
)

const RESOURCE_OF_KIND: Readonly<Record<MetaObject['kind'], MetaResource>> = {
  ControllerRevision: 'controllerrevisions',
  DaemonSet: 'daemonsets',
  Deployment: 'deployments',
  Job: 'jobs',
  Namespace: 'namespaces',
  Node: 'nodes',
  PersistentVolume: 'persistentvolumes',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  PodDisruptionBudget: 'poddisruptionbudgets',
  PriorityClass: 'priorityclasses',
  ResourceQuota: 'resourcequotas',
  Service: 'services',
  StatefulSet: 'statefulsets',
  StorageClass: 'storageclasses',
}

/** The kinds that the API server stores. */
export type StoredKind = MetaObject['kind'] | 'Pod'

/** The resource that serves the kind of this object. */
export function resourceOf(object: MetaObject): MetaResource {
  return RESOURCE_OF_KIND[object.kind]
}

/** The resource that serves a kind given as text, undefined when the kind is not stored. */
export function findResource(kind: string): Resource | undefined {
  if (kind === 'Pod') return 'pods'
  return Object.hasOwn(RESOURCE_OF_KIND, kind)
    ? RESOURCE_OF_KIND[kind as MetaObject['kind']]
    : undefined
}

/** The kind of a stored object. */
export function kindOf(object: StoredObject): StoredKind {
  return object instanceof Pod ? 'Pod' : object.kind
}

/** The name of a stored object. */
export function nameOf(object: StoredObject): string {
  return object instanceof Pod ? object.identity.name : object.metadata.name
}

/** The namespace of a stored object, '' outside of namespaces. */
export function namespaceOf(object: StoredObject): string {
  return object instanceof Pod ? object.identity.namespace : object.metadata.namespace
}

/** The uid of a stored object. */
export function uidOf(object: StoredObject): string {
  return object instanceof Pod ? object.identity.uid : object.metadata.uid
}

/** The version that a stored object got with its last commit. */
export function resourceVersionOf(object: StoredObject): number {
  return object instanceof Pod ? object.resourceVersion : object.metadata.resourceVersion
}

/** True when somebody has asked for the deletion of the object. */
export function isBeingDeleted(object: StoredObject): boolean {
  const time = object instanceof Pod ? object.deletionTimestamp : object.metadata.deletionTimestamp
  return time !== UNSET
}

/** The namespace and name of an object, for messages and keys. */
export function keyOf(object: StoredObject): string {
  const namespace = namespaceOf(object)
  return namespace === '' ? nameOf(object) : `${namespace}/${nameOf(object)}`
}
