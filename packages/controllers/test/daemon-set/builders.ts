import {
  type ApiTime,
  type ConditionStatus,
  type ControllerRevision,
  type DaemonSet,
  type DaemonSetSpec,
  type DaemonSetStatus,
  type JsonObject,
  NEW_DAEMON_SET_STATUS,
  NO_CONTAINER_STATUSES,
  NO_VOLUMES,
  type Node,
  type ObjectMeta,
  type OwnerReference,
  Pod,
  PodMetadata,
  type PodPhase,
  type StringMap,
  type Taint,
  UNSET,
  behaviours,
  podSpecification,
} from '@seatrial/core'
import { daemonSetRevisionData } from '../../src/history/revision-data.ts'

/** The uid of the set that the builders make. */
export const SET_UID = 'uid-agent'

/** The reference by which the set owns something. */
export const BY_SET: OwnerReference = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  name: 'agent',
  uid: SET_UID,
  controller: true,
  blockOwnerDeletion: true,
}

/** The hashes of the present template and of the one before it. */
export const NEW = 'new'
export const OLD = 'old'

/** Another pod spec than that of `template()`. */
export function template(image = 'agent:2', spec: JsonObject = {}): JsonObject {
  return {
    metadata: { labels: { app: 'agent' } },
    spec: { containers: [{ name: 'agent', image }], ...spec },
  }
}

export interface SetOptions extends Partial<DaemonSetSpec> {
  readonly metadata?: Partial<ObjectMeta>
  readonly status?: Partial<DaemonSetStatus>
  readonly maxUnavailable?: number | string
  readonly maxSurge?: number | string
}

/** The set `default/agent` of generation 2, which has seen its generation 1. */
export function aDaemonSet(options: SetOptions = {}): DaemonSet {
  const { metadata, status, maxUnavailable, maxSurge, ...spec } = options
  const rollingUpdate =
    maxSurge === undefined
      ? { maxUnavailable: maxUnavailable ?? 1 }
      : { maxUnavailable: maxUnavailable ?? 0, maxSurge }
  return {
    kind: 'DaemonSet',
    metadata: { ...meta('agent', 'default', SET_UID), generation: 2, ...metadata },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: template(),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate },
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      ...spec,
    },
    status: { ...NEW_DAEMON_SET_STATUS, observedGeneration: 1, ...status },
  }
}

export interface NodeOptions {
  readonly labels?: StringMap
  readonly taints?: readonly Taint[]
}

export function aNode(name: string, { labels = {}, taints = [] }: NodeOptions = {}): Node {
  return {
    kind: 'Node',
    metadata: { ...meta(name, '', `uid-${name}`), labels },
    spec: { unschedulable: false, taints },
    status: { capacity: {}, allocatable: {}, conditions: [], other: {} },
  }
}

/** `count` nodes: node-0, node-1 … */
export function nodes(count: number): readonly Node[] {
  return Array.from({ length: count }, (_, number) => aNode(`node-${number}`))
}

export interface PodOptions {
  readonly name?: string
  /** Where it runs, or is meant to when it is not `bound`. */
  readonly node?: string
  readonly bound?: boolean
  readonly hash?: string
  readonly labels?: StringMap
  readonly phase?: PodPhase
  readonly ready?: ConditionStatus
  /** Seconds. */
  readonly readySince?: number
  readonly created?: number
  readonly terminating?: boolean
  readonly owners?: readonly OwnerReference[]
}

let podCount = 0

/** A running, Ready and up-to-date pod of the set, unless the options say otherwise. */
export function aPod(options: PodOptions = {}): Pod {
  const { node = '', bound = node !== '', hash = NEW, phase = 'Running', created = 0 } = options
  const number = podCount++
  const name = options.name ?? `agent-${node}-${number}`
  const pod = new Pod(
    {
      number,
      namespace: 'default',
      name,
      uid: `uid-${name}`,
      generateName: 'agent-',
      creationTimestamp: created as ApiTime,
      pinnedNode: node,
    },
    new PodMetadata({
      labels: { app: 'agent', 'controller-revision-hash': hash, ...options.labels },
      ownerReferences: options.owners ?? [BY_SET],
    }),
    podSpecification({}),
    NO_VOLUMES,
    NO_CONTAINER_STATUSES,
  )
  pod.resourceVersion = 1
  pod.nodeName = bound ? node : ''
  pod.phase = phase
  pod.ready = options.ready ?? (phase === 'Running' ? 'True' : 'False')
  pod.readyTransitionTime = (options.readySince ?? 0) as ApiTime
  pod.deletionTimestamp = options.terminating === true ? (0 as ApiTime) : UNSET
  return pod
}

export interface RevisionOptions {
  readonly name?: string
  readonly image?: string
  readonly number?: number
  readonly labels?: StringMap
  readonly owners?: readonly OwnerReference[]
}

/** A revision of the set: by default that of its present template, with the hash `NEW`. */
export function aRevision(options: RevisionOptions = {}): ControllerRevision {
  const { name = `agent-${NEW}`, image, number = 2, labels, owners = [BY_SET] } = options
  return {
    kind: 'ControllerRevision',
    metadata: {
      ...meta(name, 'default', `uid-${name}`),
      labels: labels ?? { app: 'agent', 'controller-revision-hash': name.replace('agent-', '') },
      ownerReferences: owners,
    },
    revision: number,
    data: daemonSetRevisionData(template(image), behaviours('1.37')),
    content: undefined,
  }
}

function meta(name: string, namespace: string, uid: string): ObjectMeta {
  return {
    name,
    namespace,
    uid,
    resourceVersion: 1,
    generation: 1,
    creationTimestamp: 0 as ApiTime,
    deletionTimestamp: UNSET,
    labels: {},
    annotations: {},
    ownerReferences: [],
    finalizers: [],
  }
}
