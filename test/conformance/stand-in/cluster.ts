import {
  ApiServer,
  type Duration,
  Informer,
  type KubernetesProfile,
  LimitedClient,
  type NameSource,
  PHASES,
  RequestQueue,
  type Resource,
  Simulation,
  StatusAdmission,
  TokenBucket,
  type WallTime,
  behaviours,
  milliseconds,
  readNode,
  resolveFeatureGates,
} from '@seatrial/core'
import {
  type ControllerEnvironment,
  DaemonSetController,
  EventRecorder,
  StatefulSetController,
} from '@seatrial/controllers'
import { PodLatencies } from './pod-latencies.ts'
import { CountingClient, FaultAdmission, type Work } from './request-counter.ts'
import { planScript, recordedInstant } from './script.ts'
import { StandInCollector } from './stand-in-collector.ts'
import { StandInKubelet } from './stand-in-kubelet.ts'
import { Timers } from './timers.ts'
import type { TraceGiven } from './trace-case.ts'
import { TraceRecorder } from './trace-recorder.ts'

const EPOCH = 0 as WallTime

/** What a replayed trace left behind. */
export interface StandInRun {
  readonly recorder: TraceRecorder
  readonly work: Work
  /** Finished syncs by work queue. */
  readonly syncs: Readonly<Record<string, number>>
}

/** Runs one recorded case: our controller inside the stand-in cluster, until the recording's end. */
export function runStandIn(given: TraceGiven, profile: KubernetesProfile): StandInRun {
  const gates = resolveFeatureGates(profile, given.featureGates)
  const simulation = new Simulation()
  const server = new ApiServer({
    clock: simulation,
    names: STAND_IN_NAMES,
    writesBeforeRemoval: false,
    protectsClaims: true,
    deletionRaisesGeneration: false,
  })
  const informers = makeInformers(simulation, server, given.latencies.watchMs)
  addNodes(server, given)
  const recorder = new TraceRecorder(server, server.resourceVersion)
  const timers = new Timers(simulation, 'ClusterTimer')
  const scriptTimers = new Timers(simulation, 'ScriptLine', PHASES.script)
  const kubelet = new StandInKubelet(server, timers, new PodLatencies(given.latencies))
  new StandInCollector(server, timers, given.latencies.gcMs)
  const client = new CountingClient(makeClient(simulation, server, given))
  const environment: ControllerEnvironment = {
    simulation,
    client,
    informers,
    recorder: new EventRecorder({ simulation, client, component: given.controller }),
    behaviours: behaviours(profile, gates),
    workers: given.workers,
  }
  const syncs = startController(given, environment)
  const stage = { server, kubelet, timers, scriptTimers, profile, gates, epoch: EPOCH }
  planScript({ ...stage, controller: given.controller }, given.script)
  simulation.runUntil(recordedInstant(given.untilSeconds))
  return { recorder, work: client.work, syncs: syncs() }
}

function startController(
  given: TraceGiven,
  environment: ControllerEnvironment,
): () => Record<string, number> {
  if (given.controller === 'StatefulSet') {
    const controller = new StatefulSetController(environment)
    return () => ({ statefulset: controller.loop.syncCount })
  }
  const controller = new DaemonSetController({ ...environment, nodeOrder: 'by-name' })
  return () => ({
    daemonset: controller.loop.syncCount,
    'daemonset-node-updates': controller.nodeLoop.syncCount,
  })
}

function addNodes(server: ApiServer, given: TraceGiven): void {
  const nodes =
    given.nodes ??
    Array.from({ length: given.nodeCount ?? 0 }, (_, index) => ({
      metadata: { name: `node-${String(index + 1).padStart(3, '0')}`, labels: {} },
      spec: {},
    }))
  for (const node of nodes) server.create(readNode(node, EPOCH), { by: 'user', why: '' })
}

function makeClient(simulation: Simulation, server: ApiServer, given: TraceGiven): LimitedClient {
  const requests = new RequestQueue(simulation, server)
  requests.addAdmission(new FaultAdmission(given.faults ?? []))
  requests.addAdmission(new StatusAdmission())
  const latency = milliseconds(given.latencies.apiMs)
  return new LimitedClient({
    simulation,
    requests,
    by: given.controller === 'StatefulSet' ? 'statefulset-controller' : 'daemonset-controller',
    latency: { latencyOf: (): Duration => latency },
    bucket: given.client === undefined ? undefined : new TokenBucket(given.client),
  })
}

function makeInformers(
  simulation: Simulation,
  server: ApiServer,
  watchMs: number,
): ControllerEnvironment['informers'] {
  const delay = milliseconds(watchMs)
  function informer<R extends Resource>(resource: R): Informer<R> {
    const constant = { delayOf: (): Duration => delay }
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

const STAND_IN_NAMES: NameSource = {
  uid: (kind, namespace, name, incarnation) => `${kind}/${namespace}/${name}#${incarnation}`,
  generatedName: (generateName, pinnedNode, count) => `${generateName}${pinnedNode}-${count}`,
  podIP: () => '10.0.0.1',
}
