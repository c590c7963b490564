import {
  type DaemonSetSync,
  type EventObject,
  REVISION_HASH_LABEL,
  pinnedTo,
} from '@seatrial/controllers'
import type {
  ApiRequest,
  ControllerRevision,
  DaemonSet,
  JsonObject,
  PodToCreate,
} from '@seatrial/core'
import type { Decision, RevisionDecision, RevisionShape } from './decision-case.ts'

/** One sync, and what came of it outside of itself. */
export interface ObservedSync {
  readonly sync: DaemonSetSync
  readonly hasFailed: boolean
  /** What the server was asked, in the order of its answers. */
  readonly requests: readonly ApiRequest[]
  readonly events: readonly EventObject[]
  readonly expectationsLeft: { readonly creates: number; readonly deletes: number } | undefined
}

/** What a sync did, as the recording tells it; created pods are told whole if `showsPod`. */
export function describeSync(observed: ObservedSync, showsPod: boolean): Decision {
  const { sync, hasFailed, requests, events, expectationsLeft } = observed
  const pods = requests.flatMap((request) => podOf(request) ?? [])
  const requeues = [...new Set(sync.requeues.map((delay) => delay / 1_000_000))].sort(byNumber)
  return {
    creates: pods.map(({ pinnedNode }) => pinnedNode),
    deletes: namesOf(requests, 'pods', isDeletion),
    ...(pods[0] !== undefined && { createdPod: describePod(pods[0], showsPod) }),
    adopts: namesOf(requests, 'pods', isAdoption),
    releases: namesOf(requests, 'pods', isRelease),
    relabels: relabels(requests),
    revisions: describeRevisions(requests),
    ...describeStatus(requests),
    steps: sync.plans.map(({ creates, deletes }) => ({
      creates: creates.length,
      deletes: deletes.length,
    })),
    expectationsLeft: {
      creates: expectationsLeft?.creates ?? 0,
      deletes: expectationsLeft?.deletes ?? 0,
    },
    events: countEvents(events),
    error: hasFailed,
    requeueAfterSeconds: requeues[0] ?? null,
    ...(requeues.length > 1 && { requeueAll: requeues }),
  }
}

/** Why each request was sent, and how the sync ended. */
export function explainSync({ requests, hasFailed }: ObservedSync): readonly string[] {
  const lines = requests.map((request) => {
    const target = podOf(request)?.pinnedNode ?? request.name
    const resource = [request.resource, request.subresource].filter(Boolean).join('/')
    return `${request.verb} ${resource} ${target}: ${request.why}`
  })
  return [...lines, hasFailed ? 'the sync failed' : 'the sync is done']
}

function podOf(request: ApiRequest): PodToCreate | undefined {
  return request.verb === 'create' && 'pod' in request ? request.pod : undefined
}

function namesOf(
  requests: readonly ApiRequest[],
  resource: ApiRequest['resource'],
  isMeant: (request: ApiRequest) => boolean,
): readonly string[] {
  const meant = requests.filter((request) => request.resource === resource && isMeant(request))
  return [...new Set(meant.map(({ name }) => name))]
}

function isDeletion({ verb }: ApiRequest): boolean {
  return verb === 'delete'
}

function isAdoption(request: ApiRequest): boolean {
  return 'owner' in request && request.owner.type === 'adopt'
}

function isRelease(request: ApiRequest): boolean {
  return 'owner' in request && request.owner.type === 'release'
}

function describePod(pod: PodToCreate, showsPod: boolean): JsonObject {
  const { labels, annotations, finalizers, ownerReferences } = pod.metadata
  const spec = pod.specification.template
  const templateGeneration = labels['pod-template-generation']
  return {
    hash: pod.metadata.revision,
    image: String((spec['containers'] as readonly JsonObject[])[0]?.['image']),
    ...(templateGeneration !== undefined && { templateGeneration }),
    ...(showsPod && {
      pod: {
        metadata: {
          generateName: pod.generateName,
          labels,
          ...(Object.keys(annotations).length > 0 && { annotations }),
          ...(finalizers.length > 0 && { finalizers }),
          ownerReferences: ownerReferences as readonly unknown[] as readonly JsonObject[],
        },
        spec: pinnedTo('$NODE', spec),
      },
    }),
  }
}

function relabels(requests: readonly ApiRequest[]): Readonly<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const request of requests) {
    if (request.resource !== 'pods' || !('labels' in request)) continue
    hashes[request.name] = request.labels[REVISION_HASH_LABEL.DaemonSet] ?? ''
  }
  return hashes
}

function describeRevisions(requests: readonly ApiRequest[]): RevisionDecision {
  const resource = 'controllerrevisions'
  return {
    creates: shapesOf(requests, 'create'),
    updates: shapesOf(requests, 'update'),
    adopts: namesOf(requests, resource, isAdoption),
    releases: namesOf(requests, resource, isRelease),
    deletes: namesOf(requests, resource, isDeletion),
  }
}

/** The revisions that were sent, each once in each of its forms. */
function shapesOf(
  requests: readonly ApiRequest[],
  verb: 'create' | 'update',
): readonly RevisionShape[] {
  const shapes = new Map<string, RevisionShape>()
  for (const request of requests) {
    if (request.verb !== verb || request.resource !== 'controllerrevisions') continue
    const { metadata, revision } = request.object as ControllerRevision
    const hash = metadata.labels[REVISION_HASH_LABEL.DaemonSet] ?? ''
    const shape = { name: metadata.name, hash, revision }
    shapes.set(JSON.stringify(shape), shape)
  }
  return [...shapes.values()]
}

function describeStatus(
  requests: readonly ApiRequest[],
): Pick<Decision, 'status' | 'statusAttempts'> {
  const writes = requests.filter((request) => request.subresource === 'status')
  const last = writes.at(-1)
  if (last === undefined || !('object' in last)) return { status: null }
  const { status } = last.object as DaemonSet
  return {
    status: { ...status },
    ...(writes.length > 1 && { statusAttempts: writes.length }),
  }
}

function countEvents(events: readonly EventObject[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { type, reason } of events) {
    const key = `${type} ${reason}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

function byNumber(one: number, other: number): number {
  return one - other
}
