import { describe, expect, it } from 'vitest'
import type { JsonObject, Pod } from '../../src/index.ts'
import { SmallCluster, aNode } from './small-cluster.ts'

const WEB = { app: 'web' }

describe('the scheduler', () => {
  it('gives a pod its node and its condition in one stored change', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1')
    cluster.addPod('web-0')

    cluster.run(1)

    const writes = cluster.changes.filter(({ by }) => by === 'scheduler')
    expect(writes).toHaveLength(1)
    expect(writes[0]?.object).toMatchObject({
      nodeName: 'node-1',
      conditions: [{ type: 'PodScheduled', status: 'True' }],
    })
  })

  it('says once why no node takes a pod, and binds it when one does', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1', { capacity: { cpu: '1' } })
    cluster.addPod('web-0', { requests: { cpu: '2' } })
    cluster.run(600)
    expect(cluster.scheduledMessage('web-0')).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. ' +
        'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    )
    expect(cluster.changes.filter(({ by }) => by === 'scheduler')).toHaveLength(1)

    cluster.addNode('node-2')
    cluster.run(1)

    expect(cluster.placements()).toEqual({ 'web-0': 'node-2' })
    expect(cluster.scheduledMessage('web-0')).toBe('')
  })

  it('looks again after each back-off while there is no node at all', () => {
    const cluster = new SmallCluster()
    cluster.addPod('web-0')
    cluster.run(2)
    expect(cluster.scheduledMessage('web-0')).toBe('no nodes available to schedule pods')

    cluster.addNode('node-1')
    cluster.run(10)

    expect(cluster.placements()).toEqual({ 'web-0': 'node-1' })
  })

  it('writes a changed message, as when a node has joined that is no help', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1')
    const spec = apart('kubernetes.io/hostname')
    cluster.addPod('web-0', { labels: WEB, spec })
    cluster.addPod('web-1', { labels: WEB, spec })
    cluster.run(1)
    expect(cluster.scheduledMessage('web-1')).toBe(
      "0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules. " +
        'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    )

    cluster.addNode('node-2', {
      taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }],
    })
    cluster.run(600)

    expect(cluster.scheduledMessage('web-1')).toBe(
      "0/2 nodes are available: 1 node(s) didn't match pod anti-affinity rules, " +
        '1 node(s) had untolerated taint(s). preemption: 0/2 nodes are available: ' +
        '1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling.',
    )
  })

  it.each([
    { kubernetes: '1.34', words: 'node(s) had untolerated taint {dedicated: db}' },
    { kubernetes: '1.35.0', words: 'node(s) had untolerated taint(s)' },
  ] as const)('names taints in the words of $kubernetes', ({ kubernetes, words }) => {
    const cluster = new SmallCluster({ kubernetes })
    cluster.addNode('node-1', {
      taints: [{ key: 'dedicated', value: 'db', effect: 'NoExecute' }],
    })
    cluster.addPod('web-0')

    cluster.run(1)

    expect(cluster.scheduledMessage('web-0')).toContain(`1 ${words}. preemption:`)
  })

  it('looks only at the node that a daemon pod is meant for', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1', { capacity: { pods: '0' } })
    cluster.addNode('node-2')
    cluster.addPod('agent-a', { pinnedNode: 'node-1' })
    cluster.addPod('agent-b', { pinnedNode: 'node-2' })

    cluster.run(1)

    expect(cluster.placements()).toEqual({ 'agent-a': '', 'agent-b': 'node-2' })
    expect(cluster.scheduledMessage('agent-a')).toBe(
      "0/2 nodes are available: 1 Too many pods, 1 node(s) didn't satisfy plugin(s) [NodeAffinity]. " +
        'preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, ' +
        '1 Preemption is not helpful for scheduling.',
    )
  })

  it('waits with a daemon pod until its node is there', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1')
    cluster.addPod('agent', { pinnedNode: 'node-2' })
    cluster.run(60)
    expect(cluster.placements()).toEqual({ agent: '' })

    cluster.addNode('node-2')
    cluster.run(1)

    expect(cluster.placements()).toEqual({ agent: 'node-2' })
  })

  it('frees a node when its pod has ended, before the object is gone', () => {
    const cluster = new SmallCluster({ stages: { termination: 1, cleanup: 10 } })
    cluster.addNode('node-1')
    cluster.addPod('agent-old', { hostPort: 80, pinnedNode: 'node-1' })
    cluster.addPod('agent-new', { hostPort: 80, pinnedNode: 'node-1' })
    cluster.run(1)
    expect(cluster.scheduledMessage('agent-new')).toContain(
      "1 node(s) didn't have free ports for the requested pod ports",
    )

    cluster.deletePod('agent-old')
    cluster.run(2)

    expect(cluster.placements()).toEqual({ 'agent-old': 'node-1', 'agent-new': 'node-1' })
  })

  it('keeps away from cordoned nodes and comes when they are uncordoned', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1', { unschedulable: true })
    cluster.addPod('web-0')
    cluster.run(1)
    expect(cluster.scheduledMessage('web-0')).toBe(
      '0/1 nodes are available: 1 node(s) were unschedulable. preemption: ' +
        '0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    )

    cluster.updateNode('node-1', {})
    cluster.run(1)

    expect(cluster.placements()).toEqual({ 'web-0': 'node-1' })
  })

  it('comes to a node that has got larger', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1', { capacity: { cpu: '1' } })
    cluster.addPod('web-0', { requests: { cpu: '2' } })
    cluster.run(1)

    cluster.server.updateStatus(aNode('node-1', { capacity: { cpu: '4' } }), {
      by: 'test',
      why: '',
    })
    cluster.run(5)

    expect(cluster.placements()).toEqual({ 'web-0': 'node-1' })
  })

  it('counts the pods that had their nodes before the run', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1', { capacity: { cpu: '1' } })
    cluster.addPod('old', { requests: { cpu: '1' }, nodeName: 'node-1' })
    cluster.addPod('new', { requests: { cpu: '1' } })

    cluster.run(1)

    expect(cluster.placements()).toEqual({ old: 'node-1', new: '' })
  })

  it('lets go of what it held for a pod that is deleted before it is bound', () => {
    const cluster = new SmallCluster({ stages: { apiWrite: 5 } })
    cluster.addNode('node-1', { capacity: { cpu: '1' } })
    cluster.addPod('web-0', { requests: { cpu: '1' } })
    cluster.addPod('web-1', { requests: { cpu: '1' } })
    cluster.run(1)

    cluster.deletePod('web-0')
    cluster.run(60)

    expect(cluster.placements()).toEqual({ 'web-1': 'node-1' })
  })

  it('accepts that somebody else has bound a pod', () => {
    const cluster = new SmallCluster({ stages: { apiWrite: 5 } })
    cluster.addNode('node-1', { capacity: { cpu: '1' } })
    cluster.addNode('node-2', { capacity: { cpu: '1' } })
    cluster.addPod('web-0', { requests: { cpu: '1' } })
    cluster.run(1)

    cluster.bindElsewhere('web-0', 'node-2')
    cluster.addPod('web-1', { requests: { cpu: '1' } })
    cluster.run(60)

    expect(cluster.placements()).toEqual({ 'web-0': 'node-2', 'web-1': 'node-1' })
  })

  it('takes one pod after the other: an attempt each', () => {
    const cluster = new SmallCluster({ stages: { schedulingAttempt: 0.5 } })
    cluster.addNode('node-1')
    for (const index of [0, 1, 2]) cluster.addPod(`web-${index}`)

    cluster.run(10)

    const bound = cluster.changes.filter(({ by }) => by === 'scheduler')
    expect(bound.map(({ time }) => time)).toEqual([500_000, 1_000_000, 1_500_000])
  })

  it('spends a token of its client on each binding: 50 a second after the first 100', () => {
    const cluster = new SmallCluster()
    for (const index of Array(10).keys()) cluster.addNode(`node-${index}`)
    for (const index of Array(300).keys()) cluster.addPod(`pod-${index}`)

    cluster.run(60)

    const bound = cluster.changes.filter(({ by }) => by === 'scheduler')
    expect(bound).toHaveLength(300)
    expect(bound.at(-1)?.time).toBe(4_000_000)
  })

  it('prefers pods of higher priority, and among equals the one that came first', () => {
    const cluster = new SmallCluster({ stages: { schedulingAttempt: 0.1 } })
    cluster.addNode('node-1')
    cluster.addPod('first')
    cluster.addPod('second')
    cluster.addPod('third', { spec: { priorityClassName: 'system-node-critical' } })

    cluster.run(1)

    const order = cluster.changes
      .filter(({ by }) => by === 'scheduler')
      .map(({ object }) => (object as Pod).identity.name)
    expect(order).toEqual(['third', 'first', 'second'])
  })

  it('says why a pod has no node yet', () => {
    const cluster = new SmallCluster({ stages: { schedulingAttempt: 1, apiWrite: 1 } })
    cluster.addNode('node-1', { capacity: { pods: '1' } })
    const [first, second] = [cluster.addPod('first'), cluster.addPod('second')]
    const reasons: unknown[] = []
    for (const time of [0.5, 1, 1]) {
      cluster.run(time)
      reasons.push([first, second].map(({ identity }) => cluster.wait(identity.name)?.reason))
    }

    expect(reasons).toEqual([
      ['queue', 'queue'],
      ['bind', 'queue'],
      [undefined, 'schedule'],
    ])
  })
})

describe('back-off', () => {
  it('is not felt when the scheduler is idle, since 1.33', () => {
    expect(timeOfBinding('1.33')).toBe(300_000)
  })

  it('lasts to the next whole second after its end, before 1.33', () => {
    expect(timeOfBinding('1.13')).toBe(1_000_000)
  })

  /** A pod is turned away at once, and a node that takes it joins after 0.3 s. */
  function timeOfBinding(kubernetes: '1.13' | '1.33'): number | undefined {
    const cluster = new SmallCluster({ kubernetes })
    cluster.addNode('node-0', { capacity: { cpu: '1' } })
    cluster.addPod('web-0', { requests: { cpu: '2' } })
    cluster.run(0.3)
    cluster.addNode('node-1')
    cluster.run(60)
    return cluster.changes.find(
      ({ object, by }) => by === 'scheduler' && isBoundTo(object, 'node-1'),
    )?.time
  }
})

describe('the safety net', () => {
  it('looks again at a pod that has been parked for five minutes, at the next half minute', () => {
    const cluster = new SmallCluster({ stages: { schedulingAttempt: 1 } })
    cluster.addNode('node-1')
    cluster.addPod('web-0', { requests: { cpu: '9' } })

    cluster.run(329)
    const before = cluster.simulation.executedCount
    cluster.run(3)

    expect(cluster.simulation.executedCount).toBeGreaterThan(before)
  })
})

describe('preemption', () => {
  it('makes room for a pod of higher priority, and binds it when the victim is gone', () => {
    const cluster = new SmallCluster({ stages: { termination: 3 } })
    cluster.addPriorityClass('low', 1)
    cluster.addPriorityClass('middle', 5)
    cluster.addPriorityClass('high', 10)
    cluster.addNode('node-1', { capacity: { cpu: '2' } })
    cluster.addNode('node-2', { capacity: { cpu: '2' } })
    cluster.addPod('a', { requests: { cpu: '2' }, spec: { priorityClassName: 'middle' } })
    cluster.addPod('b', { requests: { cpu: '1' }, spec: { priorityClassName: 'low' } })
    cluster.addPod('c', { requests: { cpu: '1' }, spec: { priorityClassName: 'low' } })
    cluster.run(1)

    cluster.addPod('vip', { requests: { cpu: '1' }, spec: { priorityClassName: 'high' } })
    cluster.run(1)
    expect(cluster.pod('vip')).toMatchObject({ nodeName: '', nominatedNodeName: 'node-2' })
    expect(cluster.scheduledMessage('vip')).toBe('0/2 nodes are available: 2 Insufficient cpu.')
    cluster.run(10)

    expect(cluster.placements()).toMatchObject({ a: 'node-1', vip: 'node-2' })
    expect(Object.keys(cluster.placements())).toHaveLength(3)
    expect(cluster.pod('vip').nominatedNodeName).toBe('')
  })

  it('never happens for a pod that declines to preempt', () => {
    const cluster = new SmallCluster()
    cluster.addPriorityClass('high', 10)
    cluster.addNode('node-1', { capacity: { pods: '1' } })
    cluster.addPod('a')
    cluster.run(1)

    cluster.addPod('vip', {
      spec: { priorityClassName: 'high', preemptionPolicy: 'Never' },
    })
    cluster.run(60)

    expect(cluster.placements()).toEqual({ a: 'node-1', vip: '' })
  })
})

function apart(topologyKey: string): JsonObject {
  return {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: WEB }, topologyKey },
        ],
      },
    },
  }
}

function isBoundTo(object: unknown, nodeName: string): boolean {
  return (object as Pod).nodeName === nodeName
}
