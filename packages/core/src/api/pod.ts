import { type ApiTime, UNSET } from './api-time.ts'
import type { ContainerStatuses } from './container-statuses.ts'
import {
  NO_FINALIZERS,
  NO_OWNERS,
  NO_STRINGS,
  type OwnerReference,
  type StringMap,
  controllerOf,
} from './object-meta.ts'
import type { PodSpecification } from './pod-specification.ts'

/** `status.phase`; '' only for a pod that nobody has stored yet. */
export type PodPhase = '' | 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'

/** The status of a condition; '' when the condition is absent. */
export type ConditionStatus = '' | 'True' | 'False' | 'Unknown'

/** A condition other than Ready, as far as anybody reads it. */
export interface PodCondition {
  readonly type: string
  readonly status: ConditionStatus
  readonly reason: string
  readonly message: string
}

/** What never changes in a pod's life, shared by all its stored versions. */
export interface PodIdentity {
  /** Dense number of this pod in its API server: the entity of simulation events, an index into side tables. */
  readonly number: number
  readonly namespace: string
  readonly name: string
  readonly uid: string
  /** '' when the name was given. */
  readonly generateName: string
  readonly creationTimestamp: ApiTime
  /** The node that a daemon pod is bound for by its required affinity; '' for every other pod. */
  readonly pinnedNode: string
}

/**
 * The metadata that may change, shared by all versions in which it did not. What controllers ask for
 * all the time is worked out once.
 */
export class PodMetadata {
  readonly labels: StringMap
  readonly annotations: StringMap
  readonly ownerReferences: readonly OwnerReference[]
  readonly finalizers: readonly string[]
  /** The managing owner, if any. */
  readonly controller: OwnerReference | undefined
  /** Label `controller-revision-hash`, '' when absent. */
  readonly revision: string

  constructor(metadata: {
    readonly labels?: StringMap
    readonly annotations?: StringMap
    readonly ownerReferences?: readonly OwnerReference[]
    readonly finalizers?: readonly string[]
  }) {
    this.labels = metadata.labels ?? NO_STRINGS
    this.annotations = metadata.annotations ?? NO_STRINGS
    this.ownerReferences = metadata.ownerReferences ?? NO_OWNERS
    this.finalizers = metadata.finalizers ?? NO_FINALIZERS
    this.controller = controllerOf(this.ownerReferences)
    this.revision = this.labels['controller-revision-hash'] ?? ''
  }
}

/** A volume of a pod that is a claim. */
export interface ClaimVolume {
  readonly name: string
  readonly claimName: string
}

/** The volumes of a pod by what the model asks of them; shared by all versions of the pod. */
export interface PodVolumes {
  readonly claims: readonly ClaimVolume[]
  /** Names of all other volumes, in the order of the spec. */
  readonly others: readonly string[]
}

/** No volumes, shared. */
export const NO_VOLUMES: PodVolumes = Object.freeze({ claims: [], others: [] })

/** The conditions of a pod that has none but Ready, shared. */
export const NO_CONDITIONS: readonly PodCondition[] = Object.freeze([])

/**
 * One stored version of a pod: a small flat record.
 *
 * Identity, metadata, specification and volumes are shared by reference between the versions;
 * timestamps are whole seconds, so that every number is a small integer. Controllers read it through
 * predicates; the Kubernetes-shaped object is built at the edge (`podToJson`).
 *
 * Invariant: a version that has been committed to a store never changes again. Only a draft made by
 * `draftOf` is written to, and only until it is committed.
 */
export class Pod {
  readonly identity: PodIdentity
  metadata: PodMetadata
  specification: PodSpecification
  volumes: PodVolumes
  resourceVersion = 0
  generation = 1
  observedGeneration = 0
  /** '' until the scheduler has bound the pod. */
  nodeName = ''
  phase: PodPhase = ''
  /** `status.reason` (Evicted, NodeLost, …), '' when absent. */
  reason = ''
  ready: ConditionStatus = ''
  /** Why Ready is not True, as whoever said so words it; '' for no reason. */
  readyReason = ''
  readyTransitionTime: ApiTime = UNSET
  /** All conditions but Ready, shared between pods in the same situation. */
  conditions: readonly PodCondition[] = NO_CONDITIONS
  containers: ContainerStatuses
  deletionTimestamp: ApiTime = UNSET
  /** `metadata.deletionGracePeriodSeconds`, −1 while nobody has asked for the deletion. */
  deletionGracePeriodSeconds = -1
  podIP = ''
  /** `status.nominatedNodeName`: where the scheduler means to put the pod; '' for nowhere yet. */
  nominatedNodeName = ''
  startTime: ApiTime = UNSET

  constructor(
    identity: PodIdentity,
    metadata: PodMetadata,
    specification: PodSpecification,
    volumes: PodVolumes,
    containers: ContainerStatuses,
  ) {
    this.identity = identity
    this.metadata = metadata
    this.specification = specification
    this.volumes = volumes
    this.containers = containers
  }
}

/** A copy of a stored version, to be changed and committed. */
export function draftOf(pod: Pod): Pod {
  const draft = new Pod(pod.identity, pod.metadata, pod.specification, pod.volumes, pod.containers)
  draft.resourceVersion = pod.resourceVersion
  draft.generation = pod.generation
  draft.observedGeneration = pod.observedGeneration
  draft.nodeName = pod.nodeName
  draft.phase = pod.phase
  draft.reason = pod.reason
  draft.ready = pod.ready
  draft.readyReason = pod.readyReason
  draft.readyTransitionTime = pod.readyTransitionTime
  draft.conditions = pod.conditions
  draft.deletionTimestamp = pod.deletionTimestamp
  draft.deletionGracePeriodSeconds = pod.deletionGracePeriodSeconds
  draft.podIP = pod.podIP
  draft.nominatedNodeName = pod.nominatedNodeName
  draft.startTime = pod.startTime
  return draft
}

/** True when a write of `draft` over `stored` would change nothing, so that it makes no event. */
export function isSamePod(draft: Pod, stored: Pod): boolean {
  return (
    draft.phase === stored.phase &&
    draft.ready === stored.ready &&
    draft.readyReason === stored.readyReason &&
    draft.readyTransitionTime === stored.readyTransitionTime &&
    draft.nodeName === stored.nodeName &&
    draft.conditions === stored.conditions &&
    draft.containers === stored.containers &&
    draft.metadata === stored.metadata &&
    draft.specification === stored.specification &&
    draft.volumes === stored.volumes &&
    draft.generation === stored.generation &&
    draft.observedGeneration === stored.observedGeneration &&
    draft.reason === stored.reason &&
    draft.deletionTimestamp === stored.deletionTimestamp &&
    draft.deletionGracePeriodSeconds === stored.deletionGracePeriodSeconds &&
    draft.podIP === stored.podIP &&
    draft.nominatedNodeName === stored.nominatedNodeName &&
    draft.startTime === stored.startTime
  )
}
