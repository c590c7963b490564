import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  ApiServer,
  type Behaviours,
  DONE,
  Informer,
  type KubernetesProfile,
  LimitedClient,
  type NameSource,
  PodMetadata,
  RequestQueue,
  type Resource,
  type SimTime,
  Simulation,
  type StoredChange,
  behaviours,
  compareText,
  draftOf,
  nameOf,
  seconds,
  toApiTime,
} from '@seatrial/core'
import {
  type ControllerEnvironment,
  type ControllerInformers,
  EventRecorder,
  PodDirectory,
} from '@seatrial/controllers'

const BY = 'controller'

/** A request of the controller's, at the instant at which it was carried out. */
export interface TimedRequest {
  readonly time: SimTime
  readonly request: ApiRequest
}

/**
 * The cluster of the recordings of node controllers: an API server without latencies and one
 * controller, in virtual time. What the controller deletes is gone at once.
 */
export class BareCluster {
  readonly simulation: Simulation = new Simulation()
  readonly server: ApiServer
  readonly environment: ControllerEnvironment
  readonly pods: PodDirectory
  readonly budgets: Informer<'poddisruptionbudgets'>
  readonly requests: TimedRequest[] = []

  constructor(profile: KubernetesProfile) {
    const { simulation } = this
    this.server = new ApiServer({
      clock: simulation,
      names: NAMES,
      writesBeforeRemoval: false,
      protectsClaims: false,
      deletionRaisesGeneration: false,
    })
    const requests = new RequestQueue(simulation, this.server)
    requests.addAdmission({ admit: (request) => this.#admit(request) })
    const client = new LimitedClient({
      simulation,
      requests,
      by: BY,
      latency: { latencyOf: () => seconds(0) },
      bucket: undefined,
    })
    const informers = this.#informers()
    this.budgets = this.#informer('poddisruptionbudgets')
    this.pods = PodDirectory.of(informers.pods)
    this.environment = environmentOf(simulation, client, informers, behaviours(profile))
  }

  /** Runs until the recording ends. */
  run(untilSeconds: number): void {
    this.simulation.runUntil(seconds(untilSeconds) as number as SimTime)
  }

  /** The names of the pods that are still there. */
  podsLeft(): readonly string[] {
    return [...this.server.list('pods').values()].map(nameOf).toSorted(compareText)
  }

  /** Every request is noted. A pod that is deleted is gone, whatever its grace period and finalizers. */
  #admit(request: ApiRequest): ApiResult | undefined {
    this.requests.push({ time: this.simulation.now, request })
    if (request.verb !== 'delete' || request.resource !== 'pods') return undefined
    const pod = this.server.get('pods', request.namespace, request.name)
    if (pod === undefined) return undefined
    const draft = draftOf(pod)
    const { labels, annotations, ownerReferences } = pod.metadata
    draft.metadata = new PodMetadata({ labels, annotations, ownerReferences })
    draft.deletionTimestamp = toApiTime(this.simulation.now)
    draft.deletionGracePeriodSeconds = 0
    this.server.commitPod(draft, { by: BY, why: '' })
    return DONE
  }

  #informers(): ControllerInformers {
    return {
      pods: this.#informer('pods'),
      statefulSets: this.#informer('statefulsets'),
      daemonSets: this.#informer('daemonsets'),
      controllerRevisions: this.#informer('controllerrevisions'),
      claims: this.#informer('persistentvolumeclaims'),
      nodes: this.#informer('nodes'),
    }
  }

  #informer<R extends Resource>(resource: R): Informer<R> {
    const { simulation, server } = this
    const delay = { delayOf: (_change: StoredChange) => seconds(0) }
    return new Informer({ simulation, server, resource, delay, keepsObjects: true })
  }
}

function environmentOf(
  simulation: Simulation,
  client: ApiClient,
  informers: ControllerInformers,
  switches: Behaviours,
): ControllerEnvironment {
  const recorder = new EventRecorder({ simulation, client, component: BY })
  return { simulation, client, informers, recorder, behaviours: switches, workers: 1 }
}

const NAMES: NameSource = {
  uid: (kind, namespace, name, incarnation) => `${kind}/${namespace}/${name}#${incarnation}`,
  generatedName: (generateName, _pinnedNode, count) => `${generateName}${count}`,
  podIP: () => '',
}
