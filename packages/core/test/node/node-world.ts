import {
  type LatencyStage,
  type NodeDependency,
  NodeHeartbeats,
  NodePressure,
  NodeShutdowns,
  NodeStatusReporter,
  type Pod,
} from '../../src/index.ts'
import { SmallCluster } from '../scheduler/small-cluster.ts'

/** What the stages of a pod's life take in this world, in seconds. */
const STAGES: Partial<Record<LatencyStage, number>> = {
  kubeletFirstSync: 1,
  sandboxCreate: 1,
  containerStart: 2,
  termination: 2,
  sandboxStop: 1,
  cleanup: 0.5,
}

/** One node with kubelets in whose hands everything takes a known time, and the scheduler none. */
export function nodeWorld(
  stages: Partial<Record<LatencyStage, number>> = {},
  dependencies: readonly NodeDependency[] = [],
): SmallCluster {
  const cluster = new SmallCluster({ stages: { ...STAGES, ...stages }, dependencies })
  cluster.addNode('node-1')
  return cluster
}

/** The stored versions of a pod since it was bound, in words and with their times. */
export function lifeOf(cluster: SmallCluster, name: string): readonly string[] {
  return cluster.changes.flatMap((change) => {
    const pod = change.object as Pod
    if (change.resource !== 'pods' || pod.identity.name !== name || pod.nodeName === '') return []
    return [`${change.time / 1_000_000} ${change.type === 'DELETED' ? 'gone' : wordsOf(pod)}`]
  })
}

function wordsOf(pod: Pod): string {
  const state = pod.containers.main[0]?.state
  const end = pod.deletionTimestamp > 0 ? ', deleted' : ''
  if (state === undefined) return `${pod.phase}${end}`
  if (state.type !== 'running') return `${state.reason}${end}`
  return `${pod.ready === 'True' ? 'ready' : 'running'}${end}`
}

/** What puts nodes under pressure, and switches machines off. */
export function nodeHands(cluster: SmallCluster): {
  readonly pressure: NodePressure
  readonly shutdowns: NodeShutdowns
} {
  const { simulation, server, streams, latencies } = cluster.parts
  const { kubelets } = cluster
  const heartbeats = new NodeHeartbeats(server, streams)
  const apiWrite = latencies.cluster.of('apiWrite')
  const reporter = new NodeStatusReporter({
    simulation,
    server,
    machines: kubelets,
    heartbeats,
    apiWrite,
  })
  kubelets.listenToHealth(reporter)
  const parts = { simulation, server, streams, kubelets, reporter }
  return { pressure: new NodePressure(parts), shutdowns: new NodeShutdowns(parts) }
}

/** The conditions of the node in words: type, status and reason. */
export function conditionsOfNode(cluster: SmallCluster): readonly string[] {
  const node = cluster.server.get('nodes', '', 'node-1')
  return (node?.status.conditions ?? []).map(
    ({ type, status, reason }) => `${type}=${status} ${reason}`,
  )
}
