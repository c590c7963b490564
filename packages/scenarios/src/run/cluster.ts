import {
  ApiLatency,
  ApiServer,
  AttachedVolumes,
  type Behaviours,
  Informer,
  KeyedNames,
  Kubelets,
  LatencyModel,
  LimitedClient,
  NodeHeartbeats,
  NodePressure,
  NodeShutdowns,
  NodeStatusReporter,
  PROVISIONER_CLIENT_LIMITS,
  PodScheduler,
  PodUpdateAdmission,
  QuotaAdmission,
  RandomStreams,
  RequestQueue,
  SCHEDULER_CLIENT_LIMITS,
  Simulation,
  StatusAdmission,
  TokenBucket,
  VolumeController,
  WatchLatency,
} from '@seatrial/core'
import {
  CloudNodeController,
  type ControllerInformers,
  type Drain,
  Drains,
  EventFeed,
  GarbageCollector,
  PodDirectory,
} from '@seatrial/controllers'
import { type ClientLimits, type ClusterOptions, DEFAULT_CLIENT_LIMITS } from './cluster-options.ts'
import { ControllerProcess } from './controller-process.ts'

/** Whoever follows the controllers, from one process to the next. */
export interface ControllerFollower {
  /** A process has begun, or is there already; it has done nothing yet that was not seen. */
  processStarted(process: ControllerProcess): void
}

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
  readonly quotas: QuotaAdmission
  readonly latencies: LatencyModel
  readonly behaviours: Behaviours
  readonly kubelets: Kubelets
  readonly attachedVolumes: AttachedVolumes
  readonly volumes: VolumeController
  readonly scheduler: PodScheduler
  readonly garbageCollector: GarbageCollector
  readonly heartbeats: NodeHeartbeats
  /** Posts what kubelets find of their nodes. */
  readonly reporter: NodeStatusReporter
  readonly pressure: NodePressure
  readonly shutdowns: NodeShutdowns
  /** The Events of those who do not write them through their own client: scheduler and volume binder. */
  readonly eventFeeds: readonly EventFeed[]
  readonly #otherClients: readonly (readonly [string, LimitedClient])[]
  readonly #followers: ControllerFollower[] = []
  #controllers: ControllerProcess
  #cloud: CloudNodeController | undefined
  #drains: Drains | undefined

  constructor(options: ClusterOptions) {
    this.options = options
    this.simulation = new Simulation({ tieBreak: options.tieBreak })
    this.streams = new RandomStreams(options.seed, options.replication, options.draws)
    this.behaviours = options.behaviours
    this.latencies = new LatencyModel(options.profile, options.latencies, this.streams)
    this.server = new ApiServer({
      clock: this.simulation,
      names: new KeyedNames(this.streams, options.names),
      writesBeforeRemoval: true,
      protectsClaims: true,
      deletionRaisesGeneration: true,
      namesEveryEvictionCause: this.behaviours.evictionRefusalCause,
    })
    this.requests = new RequestQueue(this.simulation, this.server)
    this.requests.addAdmission(new StatusAdmission())
    this.requests.addAdmission(new PodUpdateAdmission(this.server))
    this.quotas = new QuotaAdmission({
      server: this.server,
      names: new KeyedNames(this.streams),
      behaviours: this.behaviours,
    })
    this.requests.addAdmission(this.quotas)
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
      dependencies: options.dependencies ?? [],
      parallelImagePulls: options.parallelImagePulls ?? 1,
      imageGarbage: options.imageGarbage,
      maxContainerRestartPeriod: options.maxContainerRestartPeriod,
      handlesPods: options.kubelets !== 'played',
    })
    this.kubelets.listenToHealth(this.attachedVolumes)
    this.heartbeats = new NodeHeartbeats(this.server, this.streams)
    const { simulation, server, streams, kubelets } = this
    const reporter = this.#makeReporter()
    this.reporter = reporter
    const nodes = { simulation, server, streams, kubelets, reporter }
    this.pressure = new NodePressure(nodes)
    this.shutdowns = new NodeShutdowns(nodes)
    const schedulerEvents = new EventFeed('default-scheduler')
    const volumeEvents = new EventFeed('persistentvolume-controller')
    this.eventFeeds = [schedulerEvents, volumeEvents]
    const schedulerClient = this.clientOf('scheduler', SCHEDULER_CLIENT_LIMITS)
    this.scheduler = new PodScheduler({
      simulation: this.simulation,
      server: this.server,
      client: schedulerClient,
      latencies: this.latencies,
      behaviours: this.behaviours,
      recorder: schedulerEvents,
    })
    this.volumes = new VolumeController({
      simulation: this.simulation,
      server: this.server,
      behaviours: this.behaviours,
      latencies: this.latencies,
      recorder: volumeEvents,
      clients: {
        binder: this.clientOf('persistentvolume-binder', DEFAULT_CLIENT_LIMITS),
        provisioner: this.clientOf('external-provisioner', PROVISIONER_CLIENT_LIMITS),
        protection: this.clientOf('pvc-protection-controller', DEFAULT_CLIENT_LIMITS),
        resizer: this.clientOf('external-resizer', PROVISIONER_CLIENT_LIMITS),
      },
    })
    this.#controllers = this.#makeControllers()
    const collectorClient = this.clientOf('garbage-collector')
    this.#otherClients = [
      ['scheduler', schedulerClient],
      ['garbage-collector', collectorClient],
    ]
    this.garbageCollector = new GarbageCollector({
      simulation: this.simulation,
      server: this.server,
      client: collectorClient,
      delay: new WatchLatency(this.latencies.cluster, 1),
    })
  }

  /** The process in which the StatefulSet and the DaemonSet controller run. */
  get controllers(): ControllerProcess {
    return this.#controllers
  }

  /** The views of that process: what its controllers see, and when. */
  get informers(): ControllerInformers {
    return this.#controllers.informers
  }

  /** The clients whose limits shape a rollout, by the name under which their changes are stored. */
  get clients(): ReadonlyMap<string, LimitedClient> {
    return new Map([...this.#otherClients, ...this.#controllers.clients])
  }

  /** Takes Nodes away whose machines are gone for good; there is none before somebody asks for it. */
  get cloud(): CloudNodeController {
    if (this.#cloud === undefined) {
      const { simulation, server, streams: firstPass } = this
      const client = this.clientOf('cloud-node-lifecycle-controller')
      const delay = new WatchLatency(this.latencies.cluster, 2)
      const nodes = new Informer({
        simulation,
        server,
        resource: 'nodes',
        delay,
        keepsObjects: true,
      })
      this.#cloud = new CloudNodeController({ simulation, client, informers: { nodes }, firstPass })
      nodes.list()
    }
    return this.#cloud
  }

  /** The drains that users have under way; a cluster in which nobody drains does not keep pods by node. */
  get drains(): Drains {
    if (this.#drains === undefined) {
      const { simulation, server } = this
      const client = this.#makeClient('kubectl', 'unlimited')
      this.#drains = new Drains({
        simulation,
        server,
        client,
        pods: PodDirectory.following(server),
      })
    }
    return this.#drains
  }

  /** The drains that are not over; asking for them begins none. */
  get drainsUnderWay(): readonly Drain[] {
    return this.#drains?.drains.filter(({ outcome }) => outcome === undefined) ?? []
  }

  /** Shows the follower the present process of the controllers, and every later one. */
  followControllers(follower: ControllerFollower): void {
    this.#followers.push(follower)
    follower.processStarted(this.#controllers)
  }

  /** The process of the controllers ends, with all that it knew and had under way. */
  stopControllers(): void {
    this.#controllers.stop()
  }

  /** Another process of the controllers begins, with what it finds in the store. */
  startControllers(): void {
    this.#controllers = this.#makeControllers()
    for (const follower of this.#followers) follower.processStarted(this.#controllers)
    this.#controllers.list()
  }

  /** A client of its own for a participant; `by` is the name under which its changes are stored. */
  clientOf(by: string, byDefault: ClientLimits = DEFAULT_CLIENT_LIMITS): LimitedClient {
    const { clientLimits } = this.options
    return this.#makeClient(by, clientLimits === 'default' ? byDefault : clientLimits)
  }

  #makeClient(by: string, limits: ClientLimits | 'unlimited'): LimitedClient {
    return new LimitedClient({
      simulation: this.simulation,
      requests: this.requests,
      by,
      latency: new ApiLatency(this.latencies.cluster),
      bucket: limits === 'unlimited' ? undefined : new TokenBucket(limits),
    })
  }

  #makeReporter(): NodeStatusReporter {
    const { simulation, server, kubelets, heartbeats } = this
    const apiWrite = this.latencies.cluster.of('apiWrite')
    const reporter = new NodeStatusReporter({
      simulation,
      server,
      machines: kubelets,
      heartbeats,
      apiWrite,
    })
    // The report comes after the first beat of a node that is back.
    kubelets.listenToHealth(heartbeats)
    kubelets.listenToHealth(reporter)
    return reporter
  }

  #makeControllers(): ControllerProcess {
    const { simulation, server, behaviours, latencies } = this
    return new ControllerProcess({
      simulation,
      server,
      behaviours,
      latencies,
      nodeOrder: this.options.nodeOrder === 'by-name' ? 'by-name' : this.streams,
      heartbeats: this.heartbeats,
      streams: this.streams,
      flags: this.options.flags ?? {},
      clientOf: (controller) => this.clientOf(controller),
    })
  }
}
