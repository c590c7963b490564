import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  ApiServer,
  type Behaviours,
  type ControllerRevision,
  type Duration,
  Informer,
  type JsonObject,
  type KubernetesProfile,
  LimitedClient,
  type MetaObject,
  type NameSource,
  type Pod,
  RequestQueue,
  type Requester,
  type Resource,
  type SimTime,
  Simulation,
  type StatefulSet,
  type StatefulSetStatus,
  type WallTime,
  behaviours,
  draftOf,
  parseTimestamp,
  readClaim,
  readControllerRevision,
  readPod,
  readStatefulSet,
  resolveFeatureGates,
  toApiTime,
} from '@seatrial/core'
import {
  type ControllerInformers,
  EventRecorder,
  type Reason,
  StatefulSetController,
} from '@seatrial/controllers'
import type { DecisionGiven } from './decision-case.ts'
import { ForcedFailures, UncheckedStatus } from './forced-answers.ts'

/** The wall time of t = 0; every case plays within the second that follows. */
export const EPOCH: WallTime = parseTimestamp('2000-01-01T01:00:00Z')!

/** A write request and what came of it. */
export interface AnsweredWrite {
  readonly request: ApiRequest
  readonly result: ApiResult
}

/** What one sync did. */
export interface DecisionRun {
  readonly set: StatefulSet
  readonly cachedPods: readonly Pod[]
  readonly writes: readonly AnsweredWrite[]
  /** The last status that was tried. */
  readonly status: StatefulSetStatus | undefined
  readonly hasFailed: boolean
  readonly requeueAfter: Duration | undefined
  readonly eventReasons: readonly string[]
  readonly reasons: readonly Reason[]
}

/** Has our controller sync the set of a case once, and nothing else happen. */
export function runDecision(given: DecisionGiven, profile: KubernetesProfile): DecisionRun {
  const now = (parseTimestamp(given.now)! - EPOCH) as SimTime
  const simulation = new Simulation()
  simulation.runUntil(now)
  const server = new ApiServer({ clock: simulation, ...SERVER_OPTIONS })
  const informers = makeInformers(simulation, server)
  const client = new RecordingClient(makeClient(simulation, server, given))
  const recorder = new EventRecorder({ simulation, client, component: 'statefulset-controller' })
  const eventReasons: string[] = []
  recorder.listen({ recorded: ({ reason }) => eventReasons.push(reason) })
  const controller = new StatefulSetController({
    simulation,
    client,
    informers,
    recorder,
    behaviours: behavioursOf(profile, given.featureGates ?? {}),
    workers: 1,
    conflictPause: 0 as Duration,
  })
  const set = load(given, profile, server, informers)
  const key = `default/${set.metadata.name}`
  controller.loop.queue.add(key)
  simulation.runUntil(now)
  const hasFailed = controller.loop.failureCount > 0
  const due = hasFailed ? undefined : controller.loop.queue.waitsUntil(key)
  return {
    set,
    cachedPods: [...informers.pods.objects.values()],
    writes: client.writes,
    status: client.lastStatus,
    hasFailed,
    requeueAfter: due === undefined ? undefined : ((due - now) as Duration),
    eventReasons: eventReasons.toSorted(),
    reasons: controller.reasonsOf(key),
  }
}

/** A client that keeps all writes in the order in which they were carried out. */
class RecordingClient implements ApiClient {
  readonly writes: AnsweredWrite[] = []
  lastStatus: StatefulSetStatus | undefined
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  send(request: ApiRequest, requester: Requester): void {
    this.#client.send(request, {
      answered: (answered, result) => {
        this.#record(request, result)
        requester.answered(answered, result)
      },
    })
  }

  #record(request: ApiRequest, result: ApiResult): void {
    if (request.verb === 'get' || request.resource === 'events') return
    this.writes.push({ request, result })
    if (request.subresource === 'status' && 'object' in request) {
      this.lastStatus = (request.object as StatefulSet).status
    }
  }
}

const NAMES: NameSource = {
  uid: (kind, _namespace, name) => `uid-of-${kind}-${name}`,
  generatedName: (generateName) => generateName,
  podIP: () => '',
}

const SERVER_OPTIONS = {
  names: NAMES,
  writesBeforeRemoval: false,
  protectsClaims: false,
  deletionRaisesGeneration: false,
}

const NO_DELAY = { delayOf: (): Duration => 0 as Duration }
const NO_LATENCY = { latencyOf: (): Duration => 0 as Duration }
const CAUSE = { by: 'case', why: '' }

function makeClient(simulation: Simulation, server: ApiServer, given: DecisionGiven): ApiClient {
  const requests = new RequestQueue(simulation, server)
  requests.addAdmission(new ForcedFailures(given.failures ?? []))
  requests.addAdmission(new UncheckedStatus(given.live))
  const by = 'statefulset-controller'
  return new LimitedClient({ simulation, requests, by, latency: NO_LATENCY, bucket: undefined })
}

/** Views that show what they are filled with and never learn anything. */
function makeInformers(simulation: Simulation, server: ApiServer): ControllerInformers {
  function informer<R extends Resource>(resource: R): Informer<R> {
    const made = new Informer({ simulation, server, resource, delay: NO_DELAY, keepsObjects: true })
    made.freeze()
    return made
  }
  return {
    pods: informer('pods'),
    statefulSets: informer('statefulsets'),
    daemonSets: informer('daemonsets'),
    controllerRevisions: informer('controllerrevisions'),
    claims: informer('persistentvolumeclaims'),
    nodes: informer('nodes'),
  }
}

const KNOWN_BEHAVIOURS = new Map<string, Behaviours>()

function behavioursOf(
  profile: KubernetesProfile,
  gates: Readonly<Record<string, boolean>>,
): Behaviours {
  const key = `${profile} ${JSON.stringify(gates)}`
  let known = KNOWN_BEHAVIOURS.get(key)
  if (known === undefined) {
    known = behaviours(profile, resolveFeatureGates(profile, gates))
    KNOWN_BEHAVIOURS.set(key, known)
  }
  return known
}

/**
 * Fills store and views. What the views show carries no resourceVersion, since the double of the API
 * compares none.
 */
function load(
  given: DecisionGiven,
  profile: KubernetesProfile,
  server: ApiServer,
  informers: ControllerInformers,
): StatefulSet {
  const set = readStatefulSet(given.set, EPOCH)
  const live = liveSet(set, given.live)
  if (live !== undefined) server.load(live, CAUSE)
  for (const json of given.claims ?? []) {
    const claim = readClaim(json, EPOCH)
    server.load(claim, CAUSE)
    informers.claims.fill(claim)
  }
  for (const json of given.revisions ?? []) {
    const revision = readRevision(json, given, profile)
    server.load(revision, CAUSE)
    informers.controllerRevisions.fill(revision)
  }
  for (const [number, json] of (given.pods ?? []).entries()) {
    const pod = readPod(json, EPOCH, number)
    server.loadPod(graceful(pod), CAUSE)
    informers.pods.fill(pod)
  }
  informers.statefulSets.fill(set)
  return set
}

/** A terminating pod must not vanish because it is written to. */
function graceful(pod: Pod): Pod {
  const draft = draftOf(pod)
  draft.deletionGracePeriodSeconds = 30
  return draft
}

function liveSet(set: StatefulSet, live: DecisionGiven['live']): MetaObject | undefined {
  switch (live) {
    case undefined:
      return set
    case 'deleting':
      return { ...set, metadata: { ...set.metadata, deletionTimestamp: toApiTime(0 as SimTime) } }
    case 'otherUID':
      return { ...set, metadata: { ...set.metadata, uid: 'uid-other' } }
    case 'gone':
      return undefined
  }
}

/** Version 1.33 sees revisions in the form that it writes itself. */
function readRevision(
  json: JsonObject,
  { dataForm }: DecisionGiven,
  profile: KubernetesProfile,
): ControllerRevision {
  if (profile !== '1.33' || dataForm === 'literal') return readControllerRevision(json, EPOCH)
  const spec = (json['data'] as JsonObject)['spec'] as JsonObject
  const template = spec['template'] as JsonObject
  const metadata = { creationTimestamp: null, ...(template['metadata'] as JsonObject) }
  const data = { spec: { ...spec, template: { ...template, metadata } } }
  return readControllerRevision({ ...json, data }, EPOCH)
}
