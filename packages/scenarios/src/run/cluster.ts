import {
  ApiLatency,
  ApiServer,
  AttachedVolumes,
  type Behaviours,
  type FeatureGates,
  type ImageFacts,
  Informer,
  KeyedNames,
  type KubernetesProfile,
  Kubelets,
  LatencyModel,
  type LatencyOverrides,
  type LatencyProfile,
  LimitedClient,
  type PinnedNames,
  PROVISIONER_CLIENT_LIMITS,
  PodScheduler,
  RandomStreams,
  RequestQueue,
  type Resource,
  SCHEDULER_CLIENT_LIMITS,
  Simulation,
  StatusAdmission,
  type TieBreak,
  TokenBucket,
  VolumeController,
  type WallTime,
  WatchLatency,
  behaviours,
} from '@seatrial/core'
import {
  type ControllerEnvironment,
  type ControllerInformers,
  DaemonSetController,
  EventRecorder,
  GarbageCollector,
  StatefulSetController,
} from '@seatrial/controllers'

/** How many requests a second a controller's client may send, and how many at once. */
export interface ClientLimits {
  readonly qps: number
  readonly burst: number
}

/** The limits of kube-controller-manager by default; each controller has a bucket of its own. */
export const DEFAULT_CLIENT_LIMITS: ClientLimits = { qps: 20, burst: 30 }

/** All that decides a cluster before anything is in it. */
export interface ClusterOptions {
  readonly seed: string
  readonly replication: number
  readonly kubernetes: KubernetesProfile
  readonly gates: FeatureGates
  readonly epoch: WallTime
  readonly profile: LatencyProfile
  readonly latencies: LatencyOverrides
  /** What is known of images, by their full name. */
  readonly images: Readonly<Record<string, ImageFacts>>
  readonly names: PinnedNames
  /** `default`: each participant's own, as the release sets them. */
  readonly clientLimits: ClientLimits | 'default' | 'unlimited'
  readonly nodeOrder: 'keyed' | 'by-name'
  readonly tieBreak: TieBreak
}

const STATEFUL_SET_WORKERS = 5
const DAEMON_SET_WORKERS = 2

/**
 * A whole cluster: API server, kubelets, scheduler, volumes and controllers, which meet only through
 * requests and watches. It starts empty and stands still until its simulation runs.
 */
export class Cluster {
  readonly options: ClusterOptions
  readonly simulation: Simulation
  readonly streams: RandomStreams
  readonly server: ApiServer
  readonly requests: RequestQueue
  readonly latencies: LatencyModel
  readonly behaviours: Behaviours
  readonly kubelets: Kubelets
  readonly attachedVolumes: AttachedVolumes
  readonly volumes: VolumeController
  readonly scheduler: PodScheduler
  readonly garbageCollector: GarbageCollector
  readonly informers: ControllerInformers
  readonly statefulSets: StatefulSetController
  readonly daemonSets: DaemonSetController
  /** The clients of the controllers, by the name under which their changes are stored. */
  readonly clients: ReadonlyMap<string, LimitedClient>
  readonly recorders: readonly EventRecorder[]

  constructor(options: ClusterOptions) {
    this.options = options
    this.simulation = new Simulation({ tieBreak: options.tieBreak })
    this.streams = new RandomStreams(options.seed, options.replication)
    this.behaviours = behaviours(options.kubernetes, options.gates)
    this.latencies = new LatencyModel(options.profile, options.latencies, this.streams)
    this.server = new ApiServer({
      clock: this.simulation,
      names: new KeyedNames(this.streams, options.names),
      writesBeforeRemoval: true,
      protectsClaims: true,
      deletionRaisesGeneration: true,
    })
    this.requests = new RequestQueue(this.simulation, this.server)
    this.requests.addAdmission(new StatusAdmission())
    this.attachedVolumes = new AttachedVolumes({
      simulation: this.simulation,
      server: this.server,
      latencies: this.latencies,
      streams: this.streams,
    })
    this.kubelets = new Kubelets({
      simulation: this.simulation,
      server: this.server,
      behaviours: this.behaviours,
      latencies: this.latencies,
      streams: this.streams,
      volumes: this.attachedVolumes,
      images: options.images,
    })
    this.kubelets.listenToHealth(this.attachedVolumes)
    const schedulerClient = this.clientOf('scheduler', SCHEDULER_CLIENT_LIMITS)
    this.scheduler = new PodScheduler({
      simulation: this.simulation,
      server: this.server,
      client: schedulerClient,
      latencies: this.latencies,
      behaviours: this.behaviours,
    })
    this.volumes = new VolumeController({
      simulation: this.simulation,
      server: this.server,
      behaviours: this.behaviours,
      latencies: this.latencies,
      clients: {
        binder: this.clientOf('persistentvolume-binder', DEFAULT_CLIENT_LIMITS),
        provisioner: this.clientOf('external-provisioner', PROVISIONER_CLIENT_LIMITS),
        protection: this.clientOf('pvc-protection-controller', DEFAULT_CLIENT_LIMITS),
      },
    })
    this.informers = this.#controllerInformers()
    const statefulSetClient = this.clientOf('statefulset-controller', DEFAULT_CLIENT_LIMITS)
    const daemonSetClient = this.clientOf('daemonset-controller', DEFAULT_CLIENT_LIMITS)
    const collectorClient = this.clientOf('garbage-collector', DEFAULT_CLIENT_LIMITS)
    this.clients = new Map([
      ['scheduler', schedulerClient],
      ['statefulset-controller', statefulSetClient],
      ['daemonset-controller', daemonSetClient],
      ['garbage-collector', collectorClient],
    ])
    this.garbageCollector = new GarbageCollector({
      simulation: this.simulation,
      server: this.server,
      client: collectorClient,
      delay: new WatchLatency(this.latencies.cluster, 1),
    })
    const forStatefulSets = this.#environment(
      'statefulset-controller',
      statefulSetClient,
      STATEFUL_SET_WORKERS,
    )
    const forDaemonSets = this.#environment(
      'daemonset-controller',
      daemonSetClient,
      DAEMON_SET_WORKERS,
    )
    this.statefulSets = new StatefulSetController(forStatefulSets)
    const nodeOrder = options.nodeOrder === 'by-name' ? 'by-name' : this.streams
    this.daemonSets = new DaemonSetController({ ...forDaemonSets, nodeOrder })
    this.recorders = [forStatefulSets.recorder, forDaemonSets.recorder]
  }

  #environment(component: string, client: LimitedClient, workers: number): ControllerEnvironment {
    return {
      simulation: this.simulation,
      client,
      informers: this.informers,
      recorder: new EventRecorder({ simulation: this.simulation, client, component }),
      behaviours: this.behaviours,
      workers,
    }
  }

  /** A client of its own for a participant; `by` is the name under which its changes are stored. */
  clientOf(by: string, byDefault: ClientLimits = DEFAULT_CLIENT_LIMITS): LimitedClient {
    const limits = this.options.clientLimits === 'default' ? byDefault : this.options.clientLimits
    return new LimitedClient({
      simulation: this.simulation,
      requests: this.requests,
      by,
      latency: new ApiLatency(this.latencies.cluster),
      bucket: limits === 'unlimited' ? undefined : new TokenBucket(limits),
    })
  }

  /** One set of views for all controllers, as the controller manager has. */
  #controllerInformers(): ControllerInformers {
    const delay = new WatchLatency(this.latencies.cluster, 0)
    const { simulation, server } = this
    function informer<R extends Resource>(resource: R): Informer<R> {
      const keepsObjects = resource !== 'pods'
      return new Informer({ simulation, server, resource, delay, keepsObjects })
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
}
