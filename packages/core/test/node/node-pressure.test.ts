import { describe, expect, it } from 'vitest'
import type { SmallCluster } from '../scheduler/small-cluster.ts'
import { conditionsOfNode, lifeOf, nodeHands, nodeWorld } from './node-world.ts'

describe('a node that runs short of memory', () => {
  it('evicts the pods that asked for none, then those of low priority, and says so', () => {
    const cluster = nodeWorld()
    const { pressure } = nodeHands(cluster)
    addPods(cluster)
    cluster.run(20)
    pressure.begin({ nodeName: 'node-1', resource: 'memory', pods: 2 })
    cluster.run(40)

    expect(reasons(cluster)).toEqual({
      'asks-for-nothing': 'Evicted',
      'critical-asks-for-nothing': '',
      'low-priority': 'Evicted',
      'high-priority': '',
    })
    expect(conditionsOfNode(cluster)).toContain('MemoryPressure=True KubeletHasInsufficientMemory')
    const evicted = cluster.pod('asks-for-nothing')
    expect(evicted.phase).toBe('Failed')
    expect(evicted.conditions).toContainEqual({
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'TerminationByKubelet',
      message: 'The node was low on resource: memory.',
    })
  })

  it('is under pressure for five minutes more', () => {
    const cluster = nodeWorld()
    const { pressure } = nodeHands(cluster)
    addPods(cluster)
    cluster.run(20)
    pressure.begin({ nodeName: 'node-1', resource: 'memory', pods: 1 })
    cluster.run(300)
    expect(conditionsOfNode(cluster)).toContain('MemoryPressure=True KubeletHasInsufficientMemory')
    cluster.run(15)

    expect(conditionsOfNode(cluster)).toContain('MemoryPressure=False KubeletHasSufficientMemory')
  })

  it('takes no new pod that asked for nothing, and none at all when its disk is full', () => {
    const cluster = nodeWorld()
    const { pressure } = nodeHands(cluster)
    pressure.begin({ nodeName: 'node-1', resource: 'memory', pods: 1 })
    cluster.run(15)
    cluster.addPod('asks-for-nothing', { nodeName: 'node-1' })
    cluster.addPod('asks', { nodeName: 'node-1', requests: { memory: '1Gi' } })
    cluster.run(10)
    pressure.begin({ nodeName: 'node-1', resource: 'disk', pods: 1 })
    cluster.run(15)
    cluster.addPod('asks-later', { nodeName: 'node-1', requests: { memory: '1Gi' } })
    cluster.run(10)

    expect(lifeOf(cluster, 'asks').slice(0, 4).at(-1)).toBe('19 ready')
    expect(cluster.pod('asks-for-nothing').reason).toBe('Evicted')
    expect(cluster.pod('asks-later').reason).toBe('Evicted')
  })
})

it('is not refused by a node under pressure, the pod that is deleted before its kubelet has seen it', () => {
  const cluster = nodeWorld()
  cluster.kubelets.setPressure('node-1', 'disk', true)
  cluster.addPod('web-0', { nodeName: 'node-1' })
  cluster.deletePod('web-0')
  cluster.run(10)

  expect(lifeOf(cluster, 'web-0').at(-1)).toMatch(/gone$/)
})

function addPods(cluster: SmallCluster): void {
  const memory = { memory: '1Gi' }
  cluster.addPod('high-priority', { requests: memory, spec: { priority: 100 } })
  cluster.addPod('low-priority', { requests: memory })
  cluster.addPod('asks-for-nothing', { spec: { priority: 100 } })
  cluster.addPod('critical-asks-for-nothing', {
    spec: { priorityClassName: 'system-node-critical' },
  })
}

function reasons(cluster: SmallCluster): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...cluster.server.list('pods').values()].map(({ identity, reason }) => [
      identity.name,
      reason,
    ]),
  )
}
