import { describe, expect, it } from 'vitest'
import {
  type NodeDependency,
  PodMetadata,
  type SimTime,
  entityKey,
  seconds,
} from '../../src/index.ts'
import { LatencyModel, RandomStreams, findLatencyProfile } from '../../src/index.ts'
import { RetryTimes } from '../../src/node/retry-times.ts'
import type { SmallCluster } from '../scheduler/small-cluster.ts'
import { lifeOf, nodeWorld } from './node-world.ts'

const NETWORK: readonly NodeDependency[] = [{ daemonSet: 'cni', provides: 'network' }]
const STORAGE: readonly NodeDependency[] = [{ daemonSet: 'csi', provides: 'storage' }]

describe('a node that depends on a DaemonSet', () => {
  it('makes no sandbox before that is ready, and its pods try again every second or so', () => {
    const cluster = nodeWorld({}, NETWORK)
    addDaemonSet(cluster, 'cni')
    cluster.addPod('web-0')
    cluster.run(10)
    expect(lifeOf(cluster, 'web-0')).toEqual(['0 Pending', '1 ContainerCreating'])
    expect(cluster.kubelets.waitOf(cluster.pod('web-0'))).toEqual({
      reason: 'network',
      detail: 'the network of node node-1: daemonset/cni is not ready there',
    })
    addDaemonPod(cluster, 'cni')
    cluster.run(20)

    const [, , sandbox, ready] = lifeOf(cluster, 'web-0')
    expect(lifeOf(cluster, 'cni-1').at(-1)).toBe('14 ready')
    // The next try after 14 s, in steps of 1 to 1.5 s, and the sandbox itself.
    expect(timeOf(sandbox)).toBeGreaterThanOrEqual(15)
    expect(timeOf(sandbox)).toBeLessThanOrEqual(16.5)
    expect(timeOf(ready)).toBeCloseTo(timeOf(sandbox) + 2)
    expect(cluster.kubelets.waitOf(cluster.pod('web-0'))).toBeUndefined()
  })

  it('mounts nothing while that is being replaced', () => {
    const cluster = nodeWorld({}, STORAGE)
    addDaemonSet(cluster, 'csi')
    addDaemonPod(cluster, 'csi')
    cluster.run(10)
    cluster.deletePod('csi-1')
    cluster.run(5)
    for (const name of ['data', 'other']) cluster.addClaim(name)
    cluster.addPod('without-volume')
    cluster.addMember('web-0', {
      volumes: { claims: [{ name: 'd', claimName: 'data' }], others: [] },
    })
    cluster.bindElsewhere('web-0', 'node-1')
    cluster.run(5)

    expect(lifeOf(cluster, 'without-volume').at(-1)).toBe('19 ready')
    expect(cluster.kubelets.waitOf(cluster.pod('web-0'))?.detail).toBe(
      'the storage of node node-1: daemonset/csi is not ready there',
    )
  })

  it('holds no pod of the host network, no pod of the set itself and none elsewhere', () => {
    const cluster = nodeWorld({}, NETWORK)
    addDaemonSet(cluster, 'cni', { nodeSelector: { pool: 'edge' } })
    cluster.addNode('edge-1', { labels: { pool: 'edge' } })
    cluster.addPod('elsewhere', { nodeName: 'node-1' })
    cluster.addPod('on-host', {
      nodeName: 'edge-1',
      spec: { hostNetwork: true },
    })
    addDaemonPod(cluster, 'cni', 'edge-1')
    cluster.addPod('held', { nodeName: 'edge-1' })
    cluster.run(3.5)

    expect(lifeOf(cluster, 'elsewhere').at(-1)).toBe('2 ContainerCreating')
    expect(lifeOf(cluster, 'on-host').at(-1)).toBe('2 ContainerCreating')
    expect(lifeOf(cluster, 'cni-1').at(-1)).toBe('2 ContainerCreating')
    expect(lifeOf(cluster, 'held').at(-1)).toBe('1 ContainerCreating')
  })

  it('lets go of all pods when the DaemonSet is deleted', () => {
    const cluster = nodeWorld({}, NETWORK)
    addDaemonSet(cluster, 'cni')
    cluster.addPod('web-0')
    cluster.run(10)
    cluster.server.delete('daemonsets', 'default', 'cni', {}, { by: 'user', why: '' })
    cluster.run(20)

    expect(cluster.pod('web-0').phase).toBe('Running')
  })
})

describe('what has failed is tried again', () => {
  const times = retryTimes()
  const since = seconds(100) as number as SimTime
  const pod = entityKey('pod')

  it('after 0.5, 1, 2, 4 … seconds for a mount, two minutes and two seconds at most', () => {
    const waits = [0.1, 0.6, 2, 4, 200, 300].map((wait) => {
      const possible = (since + seconds(wait)) as SimTime
      return (times.next('mount', pod, { since, possible }) - since) / 1_000_000
    })

    expect(waits).toEqual([0.5, 1.5, 3.5, 7.5, 249.5, 371.5])
  })

  it('after one to one and a half periods for a sync', () => {
    const possible = (since + 1) as SimTime
    const wait = (times.next('sync-after-error', pod, { since, possible }) - since) / 1_000_000

    expect(wait).toBeGreaterThanOrEqual(10)
    expect(wait).toBeLessThanOrEqual(15)
  })
})

function retryTimes(): RetryTimes {
  const streams = new RandomStreams(1, 0)
  const latencies = new LatencyModel(findLatencyProfile('managed-cloud')!, {}, streams)
  return new RetryTimes(latencies, true, streams)
}

function timeOf(line: string | undefined): number {
  return Number(line?.split(' ')[0])
}

function addDaemonSet(cluster: SmallCluster, name: string, podSpec = {}): void {
  cluster.create({
    kind: 'DaemonSet',
    metadata: { name, namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [], ...podSpec } },
    },
  })
}

function addDaemonPod(cluster: SmallCluster, set: string, nodeName = 'node-1'): void {
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: set, uid: set, controller: true }
  cluster.addPod(`${set}-1`, {
    nodeName,
    pinnedNode: nodeName,
    metadata: new PodMetadata({ ownerReferences: [owner] }),
  })
}
