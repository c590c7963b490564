import {
  type ApiServer,
  type Behaviours,
  Informer,
  type LatencyModel,
  type LimitedClient,
  type Resource,
  type Simulation,
  WatchLatency,
} from '@seatrial/core'
import {
  type ControllerEnvironment,
  type ControllerInformers,
  DaemonSetController,
  EventRecorder,
  type NodeOrdering,
  PassObservers,
  StatefulSetController,
} from '@seatrial/controllers'

export interface ControllerProcessOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly behaviours: Behaviours
  readonly latencies: LatencyModel
  readonly nodeOrder: NodeOrdering
  /** Makes the client of a controller; the process closes it when it ends. */
  readonly clientOf: (controller: string) => LimitedClient
}

const STATEFUL_SET_WORKERS = 5
const DAEMON_SET_WORKERS = 2

/**
 * The process in which the StatefulSet and the DaemonSet controller run, with the views that they
 * share. When it ends, its queues, caches and expectations are gone with it; the next one starts with
 * a list.
 */
export class ControllerProcess {
  readonly informers: ControllerInformers
  /** Shows what the controllers' passes read and decide. */
  readonly passes: PassObservers = new PassObservers()
  readonly statefulSets: StatefulSetController
  readonly daemonSets: DaemonSetController
  /** By the name under which their changes are stored. */
  readonly clients: ReadonlyMap<string, LimitedClient>
  readonly recorders: readonly EventRecorder[]

  constructor(options: ControllerProcessOptions) {
    const { clientOf, nodeOrder } = options
    this.informers = makeInformers(options)
    const statefulSetClient = clientOf('statefulset-controller')
    const daemonSetClient = clientOf('daemonset-controller')
    this.clients = new Map([
      ['statefulset-controller', statefulSetClient],
      ['daemonset-controller', daemonSetClient],
    ])
    const forStatefulSets = this.#environment(options, statefulSetClient, {
      component: 'statefulset-controller',
      workers: STATEFUL_SET_WORKERS,
    })
    const forDaemonSets = this.#environment(options, daemonSetClient, {
      component: 'daemonset-controller',
      workers: DAEMON_SET_WORKERS,
    })
    this.statefulSets = new StatefulSetController(forStatefulSets)
    this.daemonSets = new DaemonSetController({ ...forDaemonSets, nodeOrder })
    this.recorders = [forStatefulSets.recorder, forDaemonSets.recorder]
  }

  /** Takes in what there is already; a process that starts with its cluster sees it come. */
  list(): void {
    for (const informer of Object.values(this.informers)) informer.list()
  }

  /** The process ends at once: what it had under way comes to nothing. */
  stop(): void {
    this.statefulSets.stop()
    this.daemonSets.stop()
    for (const client of this.clients.values()) client.close()
    for (const informer of Object.values(this.informers)) informer.close()
  }

  #environment(
    { simulation, behaviours }: ControllerProcessOptions,
    client: LimitedClient,
    { component, workers }: { readonly component: string; readonly workers: number },
  ): ControllerEnvironment {
    const recorder = new EventRecorder({ simulation, client, component })
    const { informers, passes } = this
    return { simulation, client, informers, recorder, behaviours, workers, passes }
  }
}

function makeInformers(options: ControllerProcessOptions): ControllerInformers {
  const { simulation, server } = options
  const delay = new WatchLatency(options.latencies.cluster, 0)
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
