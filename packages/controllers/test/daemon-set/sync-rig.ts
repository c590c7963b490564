import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  ApiServer,
  type ControllerRevision,
  type DaemonSet,
  type DaemonSetStatus,
  type Duration,
  Informer,
  type KubernetesProfile,
  type NameSource,
  type Node,
  type Pod,
  type PodToCreate,
  type RefusalReason,
  type Requester,
  type Resource,
  type SimTime,
  Simulation,
  type StoredObject,
  behaviours,
  keyOf,
  refused,
  toSeconds,
} from '@seatrial/core'
import { DaemonSetController } from '../../src/daemon-set/daemon-set-controller.ts'
import type { DaemonSetSync } from '../../src/daemon-set/daemon-set-sync.ts'
import type { NodeOrdering } from '../../src/daemon-set/node-ranking.ts'
import type { ControllerInformers } from '../../src/runtime/controller-environment.ts'
import type { Progress } from '../../src/runtime/controller-loop.ts'
import { type EventObject, EventRecorder } from '../../src/runtime/event-recorder.ts'
import { aDaemonSet, aRevision } from './builders.ts'

/** What the caches show, and what the API server makes of requests. */
export interface RigOptions {
  /** `aDaemonSet()` by default; null for none. */
  readonly set?: DaemonSet | null
  readonly nodes?: readonly Node[]
  readonly pods?: readonly Pod[]
  /** The revision of the set's template by default. */
  readonly revisions?: readonly ControllerRevision[]
  /** The set as a live read finds it, when that is not what the cache shows. */
  readonly liveSet?: DaemonSet
  /** A revision that only the server has. */
  readonly hiddenRevision?: ControllerRevision
  readonly refuse?: (request: ApiRequest) => RefusalReason | undefined
  readonly profile?: KubernetesProfile
  readonly nodeOrder?: NodeOrdering
  /** 0 by default: keys stay in the queue. */
  readonly workers?: number
}

/** What one sync did. */
export interface Outcome {
  readonly progress: Progress
  readonly requests: readonly ApiRequest[]
  /** The nodes of created pods and the names of deleted ones, in the order of the answers. */
  readonly creates: readonly string[]
  readonly deletes: readonly string[]
  /** The last status that was written. */
  readonly status: DaemonSetStatus | undefined
  /** `Type Reason` of each Event. */
  readonly events: readonly string[]
  /** In seconds. */
  readonly requeues: readonly number[]
}

/** A DaemonSet controller whose caches stand still and whose API server answers at once. */
export class SyncRig implements ApiClient {
  readonly simulation = new Simulation()
  readonly informers: ControllerInformers
  readonly controller: DaemonSetController
  readonly #options: RigOptions
  readonly #set: DaemonSet | null
  #waiting: { readonly request: ApiRequest; readonly requester: Requester }[] = []
  #requests: ApiRequest[] = []
  #events: EventObject[] = []

  constructor(options: RigOptions = {}) {
    const { set = aDaemonSet(), nodes = [], pods = [], revisions = [aRevision()] } = options
    const { simulation } = this
    this.#options = options
    this.#set = set
    this.informers = informersOf(simulation)
    const recorder = new EventRecorder({ simulation, client: this, component: 'test' })
    recorder.listen({ recorded: (event) => this.#events.push(event) })
    this.controller = new DaemonSetController({
      simulation,
      client: this,
      informers: this.informers,
      recorder,
      behaviours: behaviours(options.profile ?? '1.37'),
      workers: options.workers ?? 0,
      nodeOrder: options.nodeOrder ?? 'by-name',
    })
    if (set !== null) this.informers.daemonSets.fill(set)
    for (const node of nodes) this.informers.nodes.fill(node)
    for (const pod of pods) this.informers.pods.fill(pod)
    for (const revision of revisions) this.informers.controllerRevisions.fill(revision)
  }

  get expectations() {
    return this.controller.reconciler.context.expectations
  }

  get ownWrites() {
    return this.controller.reconciler.context.ownWrites
  }

  send(request: ApiRequest, requester: Requester): void {
    if (request.resource !== 'events') this.#waiting.push({ request, requester })
  }

  /** Runs one sync of the set at this second. */
  sync(second = toSeconds(this.simulation.now)): Outcome {
    this.simulation.runUntil((second * 1_000_000) as SimTime)
    this.#requests = []
    this.#events = []
    const { reconciler } = this.controller
    const sync = reconciler.begin(this.#set === null ? 'default/agent' : keyOf(this.#set))
    let progress: Progress = 'waiting'
    sync.runner = {
      carryOn: () => {
        progress = reconciler.advance(sync)
      },
    }
    sync.runner.carryOn(sync)
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#requests.push(next.request)
      next.requester.answered(next.request, this.#answer(next.request))
    }
    return this.#outcomeOf(sync, progress)
  }

  #outcomeOf(sync: DaemonSetSync, progress: Progress): Outcome {
    const requests = this.#requests
    const status = requests.findLast(({ subresource }) => subresource === 'status')
    return {
      progress,
      requests,
      creates: requests.flatMap((request) => podIn(request)?.pinnedNode ?? []),
      deletes: requests.flatMap(({ verb, resource, name }) =>
        verb === 'delete' && resource === 'pods' ? name : [],
      ),
      status: status && (objectIn(status) as DaemonSet).status,
      events: this.#events.map(({ type, reason }) => `${type} ${reason}`),
      requeues: sync.requeues.map(toSeconds),
    }
  }

  #answer(request: ApiRequest): ApiResult {
    const reason = this.#options.refuse?.(request)
    if (reason !== undefined) return refused(reason, reason)
    if (request.verb !== 'get') return { type: 'done', object: objectIn(request) }
    const object =
      request.resource === 'daemonsets'
        ? (this.#options.liveSet ?? this.#set ?? undefined)
        : this.#options.hiddenRevision
    return object === undefined ? refused('NotFound', 'gone') : { type: 'done', object }
  }
}

/** The pod that a request creates, if that is what it does. */
export function podIn(request: ApiRequest): PodToCreate | undefined {
  return request.verb === 'create' && 'pod' in request ? request.pod : undefined
}

function objectIn(request: ApiRequest): StoredObject | undefined {
  return 'object' in request ? request.object : undefined
}

function informersOf(simulation: Simulation): ControllerInformers {
  const server = new ApiServer({
    clock: simulation,
    names: NO_NAMES,
    writesBeforeRemoval: false,
    protectsClaims: false,
    deletionRaisesGeneration: false,
  })
  const delay = { delayOf: (): Duration => 0 as Duration }
  const informer = <R extends Resource>(resource: R): Informer<R> =>
    new Informer({ simulation, server, resource, delay, keepsObjects: resource !== 'pods' })
  return {
    pods: informer('pods'),
    statefulSets: informer('statefulsets'),
    daemonSets: informer('daemonsets'),
    controllerRevisions: informer('controllerrevisions'),
    claims: informer('persistentvolumeclaims'),
    nodes: informer('nodes'),
  }
}

/** Nothing is created on this server. */
const NO_NAMES: NameSource = { uid: () => '', generatedName: () => '', podIP: () => '' }
