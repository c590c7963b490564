import {
  type ApiRequest,
  HeartbeatClock,
  type SimTime,
  minutes,
  refused,
  seconds,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { CloudNodeController } from '../../src/node-lifecycle/cloud-node-controller.ts'
import { NodeLifecycleController } from '../../src/node-lifecycle/node-lifecycle-controller.ts'
import { NodeRig, type RigOptions } from './node-rig.ts'

const START = 0 as SimTime

/** Passes come at 0 s, 5 s, 10 s and so on. */
function aWatchedCluster(options: RigOptions = {}): NodeRig {
  const rig = new NodeRig(options)
  const { environment, pods, heartbeats } = rig
  new NodeLifecycleController({ ...environment, pods, heartbeats, firstPass: seconds(0) })
  return rig
}

/** Heartbeats of a node that lives: a lease at 1 s, 11 s …, a status at 2 s and each five minutes. */
function beatRegularly(rig: NodeRig, nodeName: string): void {
  rig.heartbeats.setClocks(nodeName, {
    lease: new HeartbeatClock(seconds(10), seconds(1) as number as SimTime, START),
    status: new HeartbeatClock(minutes(5), seconds(2) as number as SimTime, START),
  })
}

function addNodes(rig: NodeRig, names: readonly string[], labels = {}): void {
  for (const name of names) {
    rig.addNode(name, { labels })
    beatRegularly(rig, name)
  }
}

describe('heartbeats', () => {
  it('NL-H1 keeps a node that renews its lease or posts its status', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b', 'c'])
    rig.at(20, () => rig.heartbeats.stop('a', rig.simulation.now, ['status']))
    rig.at(20, () => rig.heartbeats.stop('b', rig.simulation.now, ['lease']))

    rig.run(60)

    expect(rig.linesAbout('Ready')).toEqual([])
    rig.run(80)
    expect(rig.linesAbout('Ready')).toEqual([[65, 'b Ready Unknown NodeStatusUnknown']])
  })

  it('NL-H2 says in one write that nothing is known of a silent node', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.silence('a'))

    rig.run(64)

    expect(rig.linesAbout('a ', 'Unknown')).toEqual([])
    rig.run(65)
    expect(rig.linesAbout('a ', 'Unknown')).toEqual([
      [65, 'a Ready Unknown NodeStatusUnknown'],
      [65, 'a MemoryPressure Unknown NodeStatusUnknown'],
      [65, 'a DiskPressure Unknown NodeStatusUnknown'],
      [65, 'a PIDPressure Unknown NodeStatusUnknown'],
    ])
  })

  it('NL-H3 gives a node that never said anything sixty seconds', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a'])
    rig.at(7, () => rig.addNode('late', { ready: '' }))

    rig.run(66)

    expect(rig.linesAbout('late')).toEqual([])
    rig.run(70)
    expect(rig.linesAbout('late', 'Ready')).toEqual([
      [70, 'late Ready Unknown NodeStatusNeverUpdated'],
    ])
  })

  it('NL-H4 takes an old lease for new after a status that came without one', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a'])
    rig.addNode('b')
    rig.heartbeats.setClocks('b', {
      lease: new HeartbeatClock(seconds(10), seconds(1) as number as SimTime, START),
      status: new HeartbeatClock(minutes(5), seconds(17) as number as SimTime, START),
    })
    rig.at(18, () => rig.silence('b'))

    rig.run(200)

    expect(rig.linesAbout('b Ready')).toEqual([[75, 'b Ready Unknown NodeStatusUnknown']])
  })

  it('NL-H5 tries a write that meets a conflict five times, then again with the next pass', () => {
    let conflicts = 7
    const rig = aWatchedCluster({
      refuse: (request) =>
        isStatusOf('a', request) && conflicts-- > 0 ? refused('Conflict', 'modified') : undefined,
    })
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.silence('a'))

    rig.run(100)

    expect(rig.linesAbout('a Ready')).toEqual([[70.12, 'a Ready Unknown NodeStatusUnknown']])
  })

  it('NL-H6 meets nodes and misses them with its passes', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['old'])
    rig.at(7, () => addNodes(rig, ['new']))
    rig.at(21, () => rig.removeNode('new'))

    rig.run(20)
    expect(rig.events).toEqual(['Node/new RegisteredNode'])
    rig.run(30)
    expect(rig.events).toEqual(['Node/new RegisteredNode', 'Node/new RemovingNode'])
  })

  it('NL-H7 has no event for healthy nodes', () => {
    const rig = aWatchedCluster()
    addNodes(
      rig,
      Array.from({ length: 100 }, (_, index) => `node-${index}`),
    )
    rig.run(10)
    const executed = rig.simulation.executedCount

    rig.run(100_000)

    expect(rig.simulation.executedCount).toBe(executed)
    expect(rig.simulation.pendingCount).toBe(0)
  })
})

describe('the pods of a node', () => {
  it('NL-P1 are not ready from the pass on that finds their node silent', () => {
    const rig = aWatchedCluster({ latency: 10 })
    addNodes(rig, ['a', 'b'])
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('web-1', { node: 'a', ready: 'False' })
    rig.addPod('web-2', { node: 'a' })
    rig.at(12, () => rig.silence('a'))

    rig.run(70)

    expect(rig.linesAbout('web')).toEqual([
      [65.02, 'web-0 Ready False'],
      [65.03, 'web-2 Ready False'],
    ])
    expect(rig.events).toEqual([
      'Node/a NodeNotReady',
      'Pod/web-0 NodeNotReady',
      'Pod/web-2 NodeNotReady',
    ])
  })

  it('NL-P2 keep their readiness when their node says itself that it is not ready', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b'])
    rig.addPod('web-0', { node: 'a' })
    rig.at(12, () => rig.report('a', false))
    rig.at(42, () => rig.silence('a'))

    rig.run(200)

    expect(rig.linesAbout('a Ready')).toEqual([
      [12, 'a Ready False'],
      [85, 'a Ready Unknown NodeStatusUnknown'],
    ])
    expect(rig.linesAbout('web-0')).toEqual([])
  })

  it('NL-P3 are tried again with the next pass', () => {
    let refusals = 1
    const rig = aWatchedCluster({
      refuse: (request) =>
        request.name === 'web-0' && request.verb === 'patch' && refusals-- > 0
          ? refused('InternalError', 'no')
          : undefined,
    })
    addNodes(rig, ['a', 'b'])
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('web-1', { node: 'a' })
    rig.at(12, () => rig.silence('a'))

    rig.run(100)

    expect(rig.linesAbout('web')).toEqual([
      [65, 'web-1 Ready False'],
      [70, 'web-0 Ready False'],
    ])
  })

  it('NL-P4 are marked when they come to a node that is known not to be ready', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.silence('a'))
    rig.at(80, () => rig.addPod('late', { node: 'a' }))

    rig.run(100)

    expect(rig.linesAbout('late')).toEqual([[80, 'late Ready False']])
  })
})

describe('NoSchedule taints', () => {
  it('NL-S1 follow the conditions of a node at once', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.report('a', false))
    rig.at(13, () => rig.report('a', true))

    rig.run(14)

    expect(rig.linesAbout('NoSchedule')).toEqual([
      [12, 'a taint not-ready:NoSchedule'],
      [13, 'a -taint not-ready:NoSchedule'],
    ])
  })

  it('NL-S2 follow the cordon', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a'])
    rig.at(12, () => rig.changeNode('a', { unschedulable: true }))
    rig.at(13, () => rig.changeNode('a', { unschedulable: false }))

    rig.run(14)

    expect(rig.linesAbout('NoSchedule')).toEqual([
      [12, 'a taint unschedulable:NoSchedule'],
      [13, 'a -taint unschedulable:NoSchedule'],
    ])
  })

  it('NL-S3 are added before others are removed, and leave alone what others have put', () => {
    const rig = aWatchedCluster({ latency: 10 })
    rig.addNode('a', {
      ready: 'Unknown',
      taints: ['node.kubernetes.io/not-ready:NoSchedule', 'gpu:NoSchedule'],
    })
    addNodes(rig, ['b'])

    rig.run(1)

    expect(rig.linesAbout('NoSchedule')).toEqual([
      [0.02, 'a taint unreachable:NoSchedule'],
      [0.04, 'a -taint not-ready:NoSchedule'],
    ])
  })

  it('NL-S4 are taken off a node without a Ready condition', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['b'])
    rig.at(1, () => {
      rig.addNode('a', { ready: '', taints: ['node.kubernetes.io/not-ready:NoSchedule'] })
    })

    rig.run(2)

    expect(rig.linesAbout('NoSchedule')).toEqual([[1, 'a -taint not-ready:NoSchedule']])
  })
})

describe('NoExecute taints', () => {
  it('NL-E1 come to a silent node in the pass that finds it', () => {
    const rig = aWatchedCluster({ profile: '1.34' })
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.silence('a'))

    rig.run(200)

    expect(rig.linesAbout('NoExecute')).toEqual([[65.1, 'a taint unreachable:NoExecute']])
  })

  it('NL-E2 come to a silent node one pass later', () => {
    const rig = aWatchedCluster({ profile: '1.33' })
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.silence('a'))

    rig.run(200)

    expect(rig.linesAbout('NoExecute')).toEqual([[70.1, 'a taint unreachable:NoExecute']])
  })

  it('NL-E3 come to a node that says it is not ready with the next pass', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.report('a', false))

    rig.run(30)

    expect(rig.linesAbout('NoExecute')).toEqual([[15.1, 'a taint not-ready:NoExecute']])
  })

  it('NL-E4 are swapped at once, so that the node is never without', () => {
    const rig = aWatchedCluster({ latency: 10 })
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.report('a', false))
    rig.at(42, () => rig.silence('a'))

    rig.run(100)

    expect(rig.linesAbout('NoExecute')).toEqual([
      [15.12, 'a taint not-ready:NoExecute'],
      [85.03, 'a taint unreachable:NoExecute'],
      [85.05, 'a -taint not-ready:NoExecute'],
    ])
  })

  it('NL-E5 go with the pass that sees the node ready', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.silence('a'))
    rig.at(101, () => rig.report('a'))

    rig.run(200)

    expect(rig.linesAbout('a ', 'taint unreachable')).toEqual([
      [65, 'a taint unreachable:NoSchedule'],
      [65.1, 'a taint unreachable:NoExecute'],
      [101, 'a -taint unreachable:NoSchedule'],
      [105, 'a -taint unreachable:NoExecute'],
    ])
  })

  it('NL-E6 come to one node of a zone in ten seconds', () => {
    const rig = aWatchedCluster()
    const zone = (name: string) => ({ 'topology.kubernetes.io/zone': name })
    addNodes(rig, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'], zone('a'))
    addNodes(rig, ['b1', 'b2', 'b3', 'b4'], zone('b'))
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1']) rig.at(12, () => rig.silence(name))
    rig.at(75.05, () => rig.report('a2'))

    rig.run(200)

    expect(rig.linesAbout(' taint', 'NoExecute')).toEqual([
      [65.1, 'a1 taint unreachable:NoExecute'],
      [65.1, 'b1 taint unreachable:NoExecute'],
      [85.1, 'a3 taint unreachable:NoExecute'],
      [95.1, 'a4 taint unreachable:NoExecute'],
    ])
  })

  it('NL-E7 come slowly, or not at all, while most of a zone is lost', () => {
    const small = aWatchedCluster()
    addNodes(small, ['a', 'b', 'c', 'd', 'e'])
    for (const name of ['a', 'b', 'c']) small.at(12, () => small.silence(name))
    const large = aWatchedCluster()
    const names = Array.from({ length: 60 }, (_, index) => `node-${index + 10}`)
    addNodes(large, names)
    for (const name of names.slice(0, 40)) large.at(12, () => large.silence(name))

    small.run(1_000)
    large.run(300)

    expect(small.linesAbout('NoExecute')).toEqual([])
    expect(large.linesAbout('NoExecute')).toEqual([
      [65.1, 'node-10 taint unreachable:NoExecute'],
      [165.1, 'node-11 taint unreachable:NoExecute'],
      [265.1, 'node-12 taint unreachable:NoExecute'],
    ])
  })

  it('NL-E8 are on no node while all are lost', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => rig.silence('a'))
    rig.at(102, () => rig.silence('b'))

    rig.run(1_000)

    expect(rig.linesAbout('NoExecute')).toEqual([
      [65.1, 'a taint unreachable:NoExecute'],
      [155, 'a -taint unreachable:NoExecute'],
    ])
  })

  it('NL-E9 have to wait for a fresh grace period when the first node is back', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b', 'c'])
    for (const name of ['a', 'b']) rig.at(12, () => rig.silence(name))
    rig.at(31, () => rig.report('c', false))
    rig.at(66, () => rig.silence('c'))
    rig.at(68, () => rig.report('a'))

    rig.run(200)

    expect(rig.linesAbout('c Ready')).toEqual([
      [31, 'c Ready False'],
      [120, 'c Ready Unknown NodeStatusUnknown'],
    ])
  })

  it('NL-E10 wait for a full period when a stopped zone goes on', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a', 'b', 'c', 'd', 'e'])
    for (const name of ['a', 'b', 'c']) rig.at(12, () => rig.silence(name))
    rig.at(101, () => rig.report('c'))

    rig.run(200)

    expect(rig.linesAbout(' taint', 'NoExecute')).toEqual([
      [115, 'a taint unreachable:NoExecute'],
      [125, 'b taint unreachable:NoExecute'],
    ])
  })

  it('NL-E11 do not ask nodes that are excluded', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a'])
    addNodes(rig, ['b'], { 'node.kubernetes.io/exclude-disruption': '' })
    rig.at(12, () => rig.silence('a'))

    rig.run(200)

    expect(rig.linesAbout('NoExecute')).toEqual([])
  })

  it('NL-E12 come at the normal rate where one of two zones is lost', () => {
    const rig = aWatchedCluster()
    addNodes(rig, ['a1', 'a2', 'a3'], { 'topology.kubernetes.io/zone': 'a' })
    addNodes(rig, ['b1'], { 'topology.kubernetes.io/zone': 'b' })
    for (const name of ['a1', 'a2', 'a3']) rig.at(12, () => rig.silence(name))

    rig.run(200)

    expect(rig.linesAbout('NoExecute')).toEqual([
      [65.1, 'a1 taint unreachable:NoExecute'],
      [75.1, 'a2 taint unreachable:NoExecute'],
      [85.1, 'a3 taint unreachable:NoExecute'],
    ])
  })
})

describe('the cloud controller', () => {
  it('NL-C1 deletes the node of a vanished machine once it is not ready', () => {
    const rig = aWatchedCluster()
    const cloud = new CloudNodeController({ ...rig.environment, firstPass: seconds(2) })
    addNodes(rig, ['a', 'b'])
    rig.at(12, () => {
      rig.silence('a')
      cloud.vanished('a')
    })

    rig.run(100)

    expect(rig.linesAbout('a gone')).toEqual([[67, 'a gone']])
  })

  it('NL-C2 leaves a node alone that is ready', () => {
    const rig = aWatchedCluster()
    const cloud = new CloudNodeController({ ...rig.environment, firstPass: seconds(2) })
    addNodes(rig, ['a'])
    rig.at(12, () => cloud.vanished('a'))

    rig.run(100)

    expect(rig.linesAbout('gone')).toEqual([])
    expect(rig.simulation.pendingCount).toBe(0)
  })
})

function isStatusOf(nodeName: string, request: ApiRequest): boolean {
  return request.name === nodeName && request.subresource === 'status'
}
