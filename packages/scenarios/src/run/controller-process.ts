import {
  type ApiServer,
  type Behaviours,
  type HeartbeatSource,
  Informer,
  type LatencyModel,
  type LimitedClient,
  type RandomStreams,
  type Resource,
  type Simulation,
  WatchLatency,
} from '@seatrial/core'
import {
  type ControllerEnvironment,
  type ControllerInformers,
  DaemonSetController,
  DisruptionController,
  EventRecorder,
  InformedScales,
  type NodeOrdering,
  NodeLifecycleController,
  PassObservers,
  PodDirectory,
  PodGarbageCollector,
  ResourceQuotaController,
  StatefulSetController,
  TaintEvictionController,
} from '@seatrial/controllers'
import type { ControlPlaneFlags } from './control-plane-flags.ts'

export interface ControllerProcessOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly behaviours: Behaviours
  readonly latencies: LatencyModel
  readonly nodeOrder: NodeOrdering
  readonly heartbeats: HeartbeatSource
  readonly streams: RandomStreams
  readonly flags: ControlPlaneFlags
  /** Makes the client of a controller; the process closes it when it ends. */
  readonly clientOf: (controller: string) => LimitedClient
}

/** Which watcher the views of the controllers are, to chance. */
export const CONTROLLERS_WATCHER = 0

/** How many keys each controller works on at once, by the name under which its changes are stored. */
const WORKERS = {
  'statefulset-controller': 5,
  'daemonset-controller': 2,
  'node-controller': 1,
  'taint-eviction-controller': 1,
  'pod-garbage-collector': 1,
  'disruption-controller': 1,
} as const

type ControllerName = keyof typeof WORKERS

/**
 * The process in which the controllers run, kube-controller-manager, with the views that they share. When
 * it ends, its queues, caches and expectations are gone with it; the next one starts with a list.
 */
export class ControllerProcess {
  readonly informers: ControllerInformers
  /** Shows what the controllers' passes read and decide. */
  readonly passes: PassObservers = new PassObservers()
  readonly statefulSets: StatefulSetController
  readonly daemonSets: DaemonSetController
  readonly disruptions: DisruptionController
  readonly #quotas: ResourceQuotaController
  readonly #quotaClient: LimitedClient
  readonly #clients = new Map<string, LimitedClient>()
  readonly #recorders: EventRecorder[] = []
  readonly #budgets: Informer<'poddisruptionbudgets'>
  readonly #deployments: Informer<'deployments'>

  constructor(options: ControllerProcessOptions) {
    const { simulation, heartbeats, nodeOrder, flags } = options
    const { firstPass = options.streams, defaultTolerationSeconds, terminatedPodThreshold } = flags
    const { informerOf, informers } = makeInformers(options)
    this.informers = informers
    this.#budgets = informerOf('poddisruptionbudgets')
    this.#deployments = informerOf('deployments')
    const environment = (name: ControllerName): ControllerEnvironment =>
      this.#environment(options, name)
    // First of all: the directory is ready when a controller hears of a pod.
    const pods = PodDirectory.of(informers.pods)
    this.statefulSets = new StatefulSetController(environment('statefulset-controller'))
    this.daemonSets = new DaemonSetController({ ...environment('daemonset-controller'), nodeOrder })
    new NodeLifecycleController({
      ...environment('node-controller'),
      pods,
      heartbeats,
      firstPass,
      settings: flags.nodeLifecycle ?? {},
    })
    new TaintEvictionController({
      ...environment('taint-eviction-controller'),
      pods,
      ...(defaultTolerationSeconds === undefined ? {} : { defaultTolerationSeconds }),
    })
    const { client } = environment('pod-garbage-collector')
    new PodGarbageCollector({
      simulation,
      client,
      informers,
      pods,
      firstPass,
      ...(terminatedPodThreshold === undefined ? {} : { terminatedPodThreshold }),
    })
    const budgets = this.#budgets
    this.disruptions = new DisruptionController({
      ...environment('disruption-controller'),
      pods,
      budgets,
      scales: new InformedScales(informers.statefulSets, this.#deployments),
    })
    this.#quotaClient = options.clientOf('resourcequota-controller')
    this.#quotas = new ResourceQuotaController({
      simulation,
      server: options.server,
      client: this.#quotaClient,
      delay: new WatchLatency(options.latencies.cluster, CONTROLLERS_WATCHER),
      workers: 5,
    })
  }

  /** By the name under which their changes are stored. */
  get clients(): ReadonlyMap<string, LimitedClient> {
    return this.#clients
  }

  get recorders(): readonly EventRecorder[] {
    return this.#recorders
  }

  /** Takes in what there is already; a process that starts with its cluster sees it come. */
  list(): void {
    for (const informer of Object.values(this.informers)) informer.list()
    this.#budgets.list()
    this.#quotas.list()
    this.#deployments.list()
  }

  /** The process ends at once: what it had under way comes to nothing. */
  stop(): void {
    this.statefulSets.stop()
    this.daemonSets.stop()
    this.disruptions.loop.stop()
    this.#quotas.stop()
    this.#quotaClient.close()
    for (const client of this.#clients.values()) client.close()
    for (const informer of Object.values(this.informers)) informer.close()
    this.#budgets.close()
    this.#deployments.close()
  }

  #environment(
    { simulation, behaviours, clientOf }: ControllerProcessOptions,
    component: ControllerName,
  ): ControllerEnvironment {
    const client = clientOf(component)
    const recorder = new EventRecorder({ simulation, client, component })
    this.#clients.set(component, client)
    this.#recorders.push(recorder)
    const { informers, passes } = this
    const workers = WORKERS[component]
    return { simulation, client, informers, recorder, behaviours, workers, passes }
  }
}

type InformerOf = <R extends Resource>(resource: R) => Informer<R>

function makeInformers(options: ControllerProcessOptions): {
  readonly informerOf: InformerOf
  readonly informers: ControllerInformers
} {
  const { simulation, server } = options
  const delay = new WatchLatency(options.latencies.cluster, CONTROLLERS_WATCHER)
  function informerOf<R extends Resource>(resource: R): Informer<R> {
    const keepsObjects = resource !== 'pods'
    return new Informer({ simulation, server, resource, delay, keepsObjects })
  }
  const informers = {
    pods: informerOf('pods'),
    statefulSets: informerOf('statefulsets'),
    daemonSets: informerOf('daemonsets'),
    controllerRevisions: informerOf('controllerrevisions'),
    claims: informerOf('persistentvolumeclaims'),
    nodes: informerOf('nodes'),
  }
  return { informerOf, informers }
}
