import type { OwnerReference } from '../api/object-meta.ts'
import type { PodSpecification } from '../api/pod-specification.ts'
import type {
  ConditionStatus,
  Pod,
  PodCondition,
  PodIdentity,
  PodMetadata,
  PodPhase,
  PodVolumes,
} from '../api/pod.ts'
import type { MetaObject, MetaResource, Resource } from '../api/stored-object.ts'
import type { EvictionOptions } from './eviction/eviction.ts'

/** The fields that decide a request's place among those that are due at one instant. */
interface RequestTarget {
  readonly resource: Resource | 'events'
  readonly subresource: '' | 'status' | 'eviction' | 'binding'
  readonly namespace: string
  /** '' for a create with a generated name. */
  readonly name: string
  /** Why, in a few words: it ends up in the stored change. */
  readonly why: string
}

/** A pod as a controller hands it to the API server. */
export interface PodToCreate {
  /** '' to have one made from `generateName`. */
  readonly name: string
  readonly generateName: string
  readonly metadata: PodMetadata
  readonly specification: PodSpecification
  readonly volumes: PodVolumes
  readonly pinnedNode: string
  /** `spec.nodeName` of a template that names its node, else ''. */
  readonly nodeName: string
}

/** How the owner references of an object shall change; a patch, so no resourceVersion is asked for. */
export type OwnerChange =
  | { readonly type: 'adopt'; readonly owner: OwnerReference }
  | { readonly type: 'release'; readonly uid: string }

/** What happens to the dependents of a deleted object (metav1.DeletionPropagation). */
export type DeletionPropagation = 'Background' | 'Foreground' | 'Orphan'

/** Which node a pod gets, and what its conditions say from then on. */
export interface PodBinding {
  /** The very pod that is meant, not another one of its name. */
  readonly identity: PodIdentity
  readonly nodeName: string
  readonly conditions: readonly PodCondition[]
  /** `status.nominatedNodeName` afterwards; '' clears it. */
  readonly nominatedNodeName: string
}

/** What a scheduler writes of a pod that it does not bind yet. */
export interface SchedulingStatus {
  readonly uid: string
  /** Takes the place of the condition of its type; undefined leaves all as they are. */
  readonly condition: PodCondition | undefined
  readonly nominatedNodeName: string
}

/** What a controller writes of a pod's status; a field that is left out stays as it is. */
export interface PodStatusChange {
  readonly uid: string
  /** When given, a pod that has been written since is not touched. */
  readonly resourceVersion?: number
  readonly phase?: PodPhase
  readonly reason?: string
  readonly ready?: ConditionStatus
  readonly readyReason?: string
  /** Takes the place of all conditions but Ready. */
  readonly conditions?: readonly PodCondition[]
  /** Takes the place of the condition of its type. */
  readonly condition?: PodCondition
  readonly observedGeneration?: number
}

/** One call of the API, as plain data. */
export type ApiRequest =
  | (RequestTarget & {
      readonly verb: 'create'
      readonly resource: 'pods'
      readonly pod: PodToCreate
    })
  /** Binds a pod: its node and its condition PodScheduled come in one stored change. */
  | (RequestTarget & {
      readonly verb: 'create'
      readonly resource: 'pods'
      readonly subresource: 'binding'
      readonly binding: PodBinding
    })
  /** Asks for the eviction of a pod, which its disruption budget may refuse. */
  | (RequestTarget & {
      readonly verb: 'create'
      readonly resource: 'pods'
      readonly subresource: 'eviction'
      readonly eviction: EvictionOptions
    })
  | (RequestTarget & {
      readonly verb: 'create'
      readonly resource: MetaResource
      readonly object: MetaObject
    })
  /** The object replaces the stored one if its resourceVersion is still the stored one (0 = do not ask). */
  | (RequestTarget & { readonly verb: 'update'; readonly resource: 'pods'; readonly pod: Pod })
  | (RequestTarget & {
      readonly verb: 'update'
      readonly resource: MetaResource
      readonly object: MetaObject
    })
  | (RequestTarget & {
      readonly verb: 'patch'
      readonly resource: Resource
      /** The uid that the stored object must have. */
      readonly uid: string
      readonly owner: OwnerChange
    })
  | (RequestTarget & {
      readonly verb: 'patch'
      readonly resource: 'pods' | 'controllerrevisions'
      readonly labels: Readonly<Record<string, string>>
    })
  | (RequestTarget & {
      readonly verb: 'patch'
      readonly resource: 'pods'
      readonly subresource: 'status'
      readonly scheduling: SchedulingStatus
    })
  | (RequestTarget & {
      readonly verb: 'patch'
      readonly resource: 'pods'
      readonly subresource: 'status'
      readonly status: PodStatusChange
    })
  | (RequestTarget & {
      readonly verb: 'delete'
      readonly resource: Resource
      /** When given, an object with another uid is not touched. */
      readonly uid?: string
      readonly gracePeriodSeconds?: number
      readonly propagation?: DeletionPropagation
    })
  | (RequestTarget & { readonly verb: 'get'; readonly resource: Resource })
  /** A write of the event recorder; it costs a token and time, and stores nothing that the model reads. */
  | (RequestTarget & { readonly verb: 'create' | 'patch'; readonly resource: 'events' })

/** The verbs of the API. */
export type Verb = ApiRequest['verb']

/**
 * The one order of requests that are due at one instant: resource, sub-resource, verb, name. It keeps
 * concurrent requests independent of the order in which they were sent.
 */
export function comesFirst(one: ApiRequest, other: ApiRequest): number {
  return (
    compareText(one.resource, other.resource) ||
    compareText(one.subresource, other.subresource) ||
    compareText(one.verb, other.verb) ||
    compareText(one.name, other.name)
  )
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
