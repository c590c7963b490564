import {
  type ControllerInformers,
  DaemonSetController,
  EventRecorder,
  type NodeOrdering,
} from '@seatrial/controllers'
import {
  type ApiClient,
  ApiServer,
  type Behaviours,
  type Duration,
  Informer,
  type NameSource,
  type Resource,
  type SimTime,
  Simulation,
} from '@seatrial/core'

/**
 * A DaemonSet controller on an empty stage: nothing happens to its caches but what is put into them,
 * and no worker takes a key from its queues.
 */
export class ControllerStage {
  readonly controller: DaemonSetController
  readonly informers: ControllerInformers
  readonly recorder: EventRecorder
  readonly #simulation = new Simulation()

  constructor(client: ApiClient, switches: Behaviours, nodeOrder: NodeOrdering) {
    const simulation = this.#simulation
    this.informers = makeInformers(simulation)
    this.recorder = new EventRecorder({ simulation, client, component: 'daemonset-controller' })
    this.controller = new DaemonSetController({
      simulation,
      client,
      informers: this.informers,
      recorder: this.recorder,
      behaviours: switches,
      workers: 0,
      nodeOrder,
    })
  }

  /** Has everything happen that is due until this instant. */
  advanceTo(time: SimTime): void {
    this.#simulation.runUntil(time)
  }
}

function makeInformers(simulation: Simulation): ControllerInformers {
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
const NO_NAMES: NameSource = {
  uid: () => '',
  generatedName: () => '',
  podIP: () => '',
}
