import {
  type Admission,
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  ApiServer,
  type Behaviours,
  type ControllerRevision,
  type Duration,
  Informer,
  type KubernetesProfile,
  LimitedClient,
  type PersistentVolumeClaim,
  type Pod,
  PodMetadata,
  type RefusalReason,
  RequestQueue,
  type Requester,
  type Resource,
  Simulation,
  type SimTime,
  type StatefulSet,
  type StatefulSetStatus,
  behaviours,
  draftOf,
  milliseconds,
  refused,
  resolveFeatureGates,
  seconds,
  toSeconds,
} from '@seatrial/core'
import type { ControllerInformers } from '../../src/runtime/controller-environment.ts'
import { type EventObject, EventRecorder } from '../../src/runtime/event-recorder.ts'
import { StatefulSetController } from '../../src/stateful-set/stateful-set-controller.ts'

/** An answer of the API server that is forced; `times` limits it to the first so many requests. */
export interface Failure {
  readonly verb: ApiRequest['verb']
  readonly resource: Resource
  readonly subresource?: 'status'
  readonly name?: string
  readonly reason: RefusalReason
  readonly times?: number
}

export interface RigOptions {
  readonly profile?: KubernetesProfile
  readonly gates?: Readonly<Record<string, boolean>>
  readonly failures?: readonly Failure[]
  /** Milliseconds from a commit to the caches; 1 by default, so that a sync is alone at its instant. */
  readonly watchDelay?: number
  /** Milliseconds from a request to its answer. */
  readonly latency?: number
  readonly conflictPause?: Duration
  /** 1 by default; without workers, keys stay in the queue. */
  readonly workers?: number
}

/** What the API server holds from the start, and the caches show. */
export interface Objects {
  readonly set?: StatefulSet
  readonly sets?: readonly StatefulSet[]
  readonly pods?: readonly Pod[]
  readonly claims?: readonly PersistentVolumeClaim[]
  readonly revisions?: readonly ControllerRevision[]
}

/** A request that was carried out. */
export interface Answered {
  readonly request: ApiRequest
  readonly result: ApiResult
  readonly time: SimTime
}

/** Our controller with an API server, its caches and its client: everything but a kubelet. */
export class ControllerRig implements ApiClient {
  readonly simulation = new Simulation()
  readonly server: ApiServer
  readonly informers: ControllerInformers
  readonly controller: StatefulSetController
  readonly behaviours: Behaviours
  readonly answered: Answered[] = []
  readonly events: EventObject[] = []
  readonly #client: ApiClient

  constructor(objects: Objects = {}, options: RigOptions = {}) {
    const { profile = '1.37', watchDelay = 1, latency = 0, conflictPause } = options
    const { simulation } = this
    this.behaviours = behaviours(profile, resolveFeatureGates(profile, options.gates))
    this.server = new ApiServer({ clock: simulation, ...SERVER_OPTIONS })
    loadInto(this.server, objects)
    this.informers = makeInformers(simulation, this.server, milliseconds(watchDelay))
    const requests = new RequestQueue(simulation, this.server)
    requests.addAdmission(new ForcedFailures(options.failures ?? []))
    this.#client = new LimitedClient({
      simulation,
      requests,
      by: 'statefulset-controller',
      latency: { latencyOf: () => milliseconds(latency) },
      bucket: undefined,
    })
    const recorder = new EventRecorder({ simulation, client: this.#client, component: 'test' })
    recorder.listen({ recorded: (event) => this.events.push(event) })
    this.controller = new StatefulSetController({
      simulation,
      client: this,
      informers: this.informers,
      recorder,
      behaviours: this.behaviours,
      workers: options.workers ?? 1,
      ...(conflictPause !== undefined && { conflictPause }),
    })
    fillFrom(this.server, this.informers)
  }

  send(request: ApiRequest, requester: Requester): void {
    this.#client.send(request, {
      answered: (answered, result) => {
        this.answered.push({ request: answered, result, time: this.simulation.now })
        requester.answered(answered, result)
      },
    })
  }

  /** Has the controller sync a set now, and goes on until nothing is left to do at this instant. */
  sync(key = 'default/web'): void {
    this.controller.loop.queue.add(key)
    this.wait(0)
  }

  /**
   * Lets time pass, in seconds. Where nothing takes time, a controller can go round in circles at one
   * instant (it makes a pod and deletes it again, STS-U6): then no more time passes after 50 syncs.
   */
  wait(duration: number): void {
    const { loop } = this.controller
    const end = loop.syncCount + SYNCS_MAX
    const horizon = (this.simulation.now + seconds(duration)) as SimTime
    this.simulation.runUntil(horizon, () => loop.syncCount >= end)
  }

  /** Changes a pod in the store. */
  changePod(name: string, change: (draft: Pod) => void): void {
    const stored = this.server.get('pods', 'default', name)
    if (stored === undefined) return
    const draft = draftOf(stored)
    change(draft)
    this.server.commitPod(draft, CAUSE)
  }

  /** Changes the labels or the owners of a pod in the store. */
  changeMetadata(
    name: string,
    change: Partial<Pick<PodMetadata, 'labels' | 'ownerReferences'>>,
  ): void {
    this.changePod(name, (draft) => {
      const { labels, annotations, ownerReferences, finalizers } = draft.metadata
      draft.metadata = new PodMetadata({
        labels,
        annotations,
        ownerReferences,
        finalizers,
        ...change,
      })
    })
  }

  /** The writes so far, a line each; reads are told as `get …`. */
  get requests(): readonly string[] {
    return this.answered.map(({ request, result }) => describeRequest(request, result))
  }

  /** The last status that was tried. */
  get status(): StatefulSetStatus | undefined {
    const last = this.answered.findLast(({ request }) => request.subresource === 'status')
    return last === undefined || !('object' in last.request)
      ? undefined
      : (last.request.object as StatefulSet).status
  }

  get hasFailed(): boolean {
    return this.controller.loop.failureCount > 0
  }

  /** In how many seconds a set is to be synced again; undefined when it is not. */
  requeueAfter(key = 'default/web'): number | undefined {
    const due = this.controller.loop.queue.waitsUntil(key)
    return due === undefined ? undefined : toSeconds((due - this.simulation.now) as Duration)
  }

  get eventReasons(): readonly string[] {
    return this.events.map(({ reason }) => reason)
  }
}

const SYNCS_MAX = 50

const CAUSE = { by: 'test', why: '' }

const SERVER_OPTIONS = {
  names: {
    uid: (_kind: string, _namespace: string, name: string, incarnation: number) =>
      `uid-${name}-${incarnation}`,
    generatedName: (generateName: string) => generateName,
    podIP: () => '',
  },
  writesBeforeRemoval: false,
  protectsClaims: false,
  deletionRaisesGeneration: false,
}

function loadInto(server: ApiServer, objects: Objects): void {
  const { set, sets = [], pods = [], claims = [], revisions = [] } = objects
  const all = [...(set === undefined ? [] : [set]), ...sets, ...claims, ...revisions]
  for (const object of all) server.load(object, CAUSE)
  for (const pod of pods) server.loadPod(numbered(pod, server.nextPodNumber()), CAUSE)
}

/** The builders do not know how many pods there are. */
function numbered(pod: Pod, number: number): Pod {
  const identity = { ...pod.identity, number }
  return Object.assign(draftOf(pod), { identity })
}

function makeInformers(
  simulation: Simulation,
  server: ApiServer,
  delay: Duration,
): ControllerInformers {
  function informer<R extends Resource>(resource: R): Informer<R> {
    const constant = { delayOf: () => delay }
    return new Informer({ simulation, server, resource, delay: constant, keepsObjects: true })
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

function fillFrom(server: ApiServer, informers: ControllerInformers): void {
  for (const set of server.list('statefulsets').values()) informers.statefulSets.fill(set)
  for (const pod of server.list('pods').values()) informers.pods.fill(pod)
  for (const claim of server.list('persistentvolumeclaims').values()) informers.claims.fill(claim)
  for (const revision of server.list('controllerrevisions').values()) {
    informers.controllerRevisions.fill(revision)
  }
}

/** Refuses what it is told to; the first entry that still matches decides. */
class ForcedFailures implements Admission {
  readonly #failures: readonly { readonly failure: Failure; left: number }[]

  constructor(failures: readonly Failure[]) {
    this.#failures = failures.map((failure) => ({ failure, left: failure.times ?? Infinity }))
  }

  admit(request: ApiRequest): ApiResult | undefined {
    const entry = this.#failures.find(({ failure, left }) => left > 0 && matches(failure, request))
    if (entry === undefined) return undefined
    entry.left--
    return refused(entry.failure.reason, `forced ${entry.failure.reason}`)
  }
}

function matches(failure: Failure, request: ApiRequest): boolean {
  return (
    failure.verb === request.verb &&
    failure.resource === request.resource &&
    (failure.subresource ?? '') === request.subresource &&
    (failure.name === undefined || failure.name === request.name)
  )
}

/** A rig in which the set `web` has been synced once. */
export function synced(objects: Objects, options: RigOptions = {}): ControllerRig {
  const rig = new ControllerRig(objects, options)
  rig.sync()
  return rig
}

/** A request in words, such as `create pods web-0 (web-7f9…)`. */
export function describeRequest(request: ApiRequest, result: ApiResult): string {
  const resource =
    request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`
  const refusal = result.type === 'refused' ? ` ✗ ${result.reason}` : ''
  return `${request.verb} ${resource} ${request.name}${detailOf(request)}${refusal}`
}

function detailOf(request: ApiRequest): string {
  if (request.verb === 'patch' && 'owner' in request) return ` (${request.owner.type})`
  if (request.verb === 'create' && request.resource === 'pods') {
    return 'pod' in request ? ` (${request.pod.metadata.revision})` : ''
  }
  if (!('object' in request)) return ''
  if (request.object.kind === 'ControllerRevision') return ` (${request.object.revision})`
  if (request.object.kind !== 'PersistentVolumeClaim' || request.verb === 'create') return ''
  const owners = request.object.metadata.ownerReferences
  return ` (${owners.map(({ kind, name }) => `${kind}/${name}`).join(' ')})`
}
