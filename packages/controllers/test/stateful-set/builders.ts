import {
  type ApiTime,
  type ClaimVolume,
  type ConditionStatus,
  type ControllerRevision,
  type JsonObject,
  type KubernetesProfile,
  NEW_STATEFUL_SET_STATUS,
  NO_CONTAINER_STATUSES,
  type ObjectMeta,
  type OwnerReference,
  type PersistentVolumeClaim,
  Pod,
  PodMetadata,
  type PodPhase,
  type StatefulSet,
  type StatefulSetSpec,
  type StatefulSetStatus,
  type StringMap,
  UNSET,
  behaviours,
  podSpecification,
} from '@seatrial/core'
import { statefulSetRevisionData } from '../../src/history/revision-data.ts'
import { revisionName, statefulSetRevisionHash } from '../../src/history/revision-hash.ts'
import { revisionMetadata } from '../../src/history/revision-metadata.ts'

/** The uid of the set that the builders make. */
export const SET_UID = 'uid-set'

/** The reference by which the set owns something. */
export const BY_SET: OwnerReference = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  name: 'web',
  uid: SET_UID,
  controller: true,
  blockOwnerDeletion: true,
}

/** A reference of somebody else who controls what he owns. */
export const BY_STRANGER: OwnerReference = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name: 'other',
  uid: 'uid-other',
  controller: true,
}

/** The pod template with this image. */
export function template(image: string): JsonObject {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image }] } }
}

export interface SetOptions extends Partial<StatefulSetSpec> {
  readonly image?: string
  readonly status?: Partial<StatefulSetStatus>
  readonly metadata?: Partial<ObjectMeta>
  /** Names of claim templates. */
  readonly claims?: readonly string[]
}

/** The set `web`, image `v1`, one replica, OrderedReady, RollingUpdate; its status is up to date with the spec. */
export function aSet(options: SetOptions = {}): StatefulSet {
  const { image = 'v1', status, metadata, claims = [], ...spec } = options
  return {
    kind: 'StatefulSet',
    metadata: { ...META, name: 'web', uid: SET_UID, generation: 1, ...metadata },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: template(image),
      serviceName: 'web',
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      volumeClaimTemplates: claims.map((name) => ({ metadata: { name }, spec: {} })),
      ...spec,
    },
    status: { ...NEW_STATEFUL_SET_STATUS, observedGeneration: 1, ...status },
  }
}

export interface RevisionOptions {
  /** The release that wrote it; 1.33 has a form of its own. */
  readonly profile?: KubernetesProfile
  readonly number?: number
  readonly metadata?: Partial<ObjectMeta>
  readonly data?: string
  readonly content?: JsonObject
}

/** The revision of a set with this image. */
export function aRevision(image: string, options: RevisionOptions = {}): ControllerRevision {
  const set = aSet({ image })
  const data =
    options.data ??
    statefulSetRevisionData(set.spec.template, behaviours(options.profile ?? '1.37'))
  const hash = statefulSetRevisionHash(data, 0)
  const name = revisionName('web', hash)
  return {
    kind: 'ControllerRevision',
    metadata: {
      ...META,
      name,
      uid: `uid-${name}`,
      ...revisionMetadata(set, set.spec.template, hash),
      ...options.metadata,
    },
    revision: options.number ?? 1,
    data,
    content: options.content ?? (JSON.parse(data) as JsonObject),
  }
}

/** The name of the revision with this image. */
export function revisionOf(image: string): string {
  return aRevision(image).metadata.name
}

export interface PodOptions {
  readonly name?: string
  readonly uid?: string
  /** Name of its revision; that of image `v1` by default. */
  readonly revision?: string
  readonly phase?: PodPhase
  readonly ready?: ConditionStatus
  /** The second since when it is Ready. */
  readonly readySince?: number
  readonly terminating?: boolean
  readonly labels?: StringMap
  readonly owner?: OwnerReference | undefined
  readonly claims?: readonly ClaimVolume[]
  readonly resourceVersion?: number
}

/** A pod of the set, Running and Ready for an hour unless told otherwise. */
export function aPod(ordinal: number, options: PodOptions = {}): Pod {
  const name = options.name ?? `web-${ordinal}`
  const owner = 'owner' in options ? options.owner : BY_SET
  const pod = new Pod(
    {
      number: -1,
      namespace: 'default',
      name,
      uid: options.uid ?? `uid-${name}`,
      generateName: 'web-',
      creationTimestamp: UNSET,
      pinnedNode: '',
    },
    new PodMetadata({
      labels: options.labels ?? podLabels(name, ordinal, options.revision ?? revisionOf('v1')),
      ownerReferences: owner === undefined ? [] : [owner],
    }),
    podSpecification({}),
    { claims: options.claims ?? [], others: [] },
    NO_CONTAINER_STATUSES,
  )
  pod.phase = options.phase ?? 'Running'
  pod.ready = options.ready ?? (pod.phase === 'Running' ? 'True' : '')
  pod.readyTransitionTime = (pod.ready === '' ? UNSET : (options.readySince ?? -3_600)) as ApiTime
  pod.nodeName = pod.phase === 'Pending' ? '' : 'node-1'
  if (options.terminating === true) {
    pod.deletionTimestamp = 30 as ApiTime
    pod.deletionGracePeriodSeconds = 30
  }
  return pod
}

/** The labels that the set gives a pod. */
export function podLabels(name: string, ordinal: number, revision: string): StringMap {
  return {
    app: 'web',
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': String(ordinal),
    'controller-revision-hash': revision,
  }
}

/** Pods with these ordinals, all alike. */
export function pods(ordinals: readonly number[], options: PodOptions = {}): readonly Pod[] {
  return ordinals.map((ordinal) => aPod(ordinal, options))
}

/** A claim of the set. */
export function aClaim(
  name: string,
  owners: readonly OwnerReference[] = [],
  metadata: Partial<ObjectMeta> = {},
): PersistentVolumeClaim {
  return {
    kind: 'PersistentVolumeClaim',
    metadata: { ...META, name, uid: `uid-${name}`, ownerReferences: owners, ...metadata },
    spec: {},
    volumeName: '',
    phase: 'Bound',
    capacity: '',
  }
}

/** The reference by which a pod owns its claims. */
export function byPod(name: string, uid = `uid-${name}`): OwnerReference {
  return { apiVersion: 'v1', kind: 'Pod', name, uid, controller: true, blockOwnerDeletion: true }
}

const META: ObjectMeta = {
  name: '',
  namespace: 'default',
  uid: '',
  resourceVersion: 0,
  generation: 0,
  creationTimestamp: UNSET,
  deletionTimestamp: UNSET,
  labels: {},
  annotations: {},
  ownerReferences: [],
  finalizers: [],
}
