import { type ApiRequest, refused, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { PodGarbageCollector } from '../../src/pod-gc/pod-garbage-collector.ts'
import { NodeRig, type RigOptions } from './node-rig.ts'

const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'

/** Passes come at 0 s, 20 s, 40 s and so on. */
function aCluster(options: RigOptions & { readonly threshold?: number } = {}): NodeRig {
  const rig = new NodeRig(options)
  const { threshold: terminatedPodThreshold } = options
  new PodGarbageCollector({
    ...rig.environment,
    pods: rig.pods,
    firstPass: seconds(0),
    ...(terminatedPodThreshold === undefined ? {} : { terminatedPodThreshold }),
  })
  return rig
}

describe('the pod garbage collector', () => {
  it('PG-L1 does not pass while there is nothing to collect', () => {
    const rig = aCluster()
    rig.addNode('a')
    for (let index = 0; index < 100; index++) rig.addPod(`web-${index}`, { node: 'a' })
    rig.run(10)

    expect(rig.simulation.pendingCount).toBe(0)
  })

  it('PG-T1 deletes the surplus of ended pods: evicted, then oldest, then by name', () => {
    const rig = aCluster({ threshold: 2 })
    rig.addNode('a')
    rig.addPod('young', { node: 'a', phase: 'Succeeded', age: 10 })
    rig.addPod('old-b', { node: 'a', phase: 'Failed', age: 90 })
    rig.addPod('old-a', { node: 'a', phase: 'Succeeded', age: 90 })
    rig.addPod('evicted', { node: 'a', phase: 'Failed', reason: 'Evicted', age: 1 })
    rig.addPod('running', { node: 'a', age: 100 })

    rig.run(100)

    expect(rig.linesAbout('gone')).toEqual([
      [0, 'evicted gone'],
      [0, 'old-a gone'],
    ])
  })

  it('PG-F1 writes off terminating pods of a node that is out of service', () => {
    const rig = aCluster()
    rig.addNode('a', { ready: 'Unknown' })
    rig.addPod('web-0', { node: 'a', tolerations: [{ operator: 'Exists' }] })
    rig.addPod('web-1', { node: 'a' })
    rig.at(5, () => rig.deletePod('web-0'))
    rig.at(25, () => {
      rig.changeNode('a', { taints: [{ key: OUT_OF_SERVICE, effect: 'PreferNoSchedule' }] })
    })

    rig.run(200)

    expect(rig.linesAbout('web-')).toEqual([
      [5, 'web-0 terminating, grace 30'],
      [40, 'web-0 phase Failed'],
      [40, 'web-0 gone'],
    ])
  })

  it('PG-F2 leaves them on a node that is ready, or that nobody has given up', () => {
    const rig = aCluster()
    rig.addNode('a', { taints: [`${OUT_OF_SERVICE}:NoExecute`] })
    rig.addNode('b', { ready: 'False' })
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('web-1', { node: 'b' })
    rig.at(5, () => rig.deletePod('web-0'))
    rig.at(5, () => rig.deletePod('web-1'))

    rig.run(200)

    expect(rig.linesAbout('gone')).toEqual([])
  })

  it('PG-O1 writes off the pods of a node forty seconds after it was missed', () => {
    const rig = aCluster()
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('done', { node: 'a', phase: 'Succeeded' })
    rig.at(10, () => rig.removeNode('a'))

    rig.run(59)

    expect(rig.linesAbout('web-0')).toEqual([])
    rig.run(100)
    expect(rig.linesAbout('done')).toEqual([[60, 'done gone']])
    expect(rig.linesAbout('web-0')).toEqual([
      [60, 'web-0 phase Failed'],
      [60, 'web-0 DisruptionTarget True DeletionByPodGC'],
      [60, 'web-0 gone'],
    ])
  })

  it('PG-O2 keeps the pods of a node that is back, also if only the API server knows', () => {
    const rig = aCluster({ watchDelay: 2_000 })
    rig.addNode('a')
    rig.addNode('b')
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('web-1', { node: 'b' })
    rig.at(10, () => rig.removeNode('a'))
    rig.at(10, () => rig.removeNode('b'))
    rig.at(30, () => rig.addNode('a'))
    rig.at(59, () => rig.addNode('b'))

    rig.run(300)

    expect(rig.linesAbout('web')).toEqual([])
  })

  it('PG-U1 writes off terminating pods that never got a node', () => {
    const rig = aCluster()
    rig.addPod('web-0', { phase: 'Pending', finalizers: ['example.com/hold'] })
    rig.at(5, () => rig.deletePod('web-0'))

    rig.run(25)

    expect(rig.linesAbout('web-0 phase')).toEqual([[20, 'web-0 phase Failed']])
  })

  it('PG-R1 comes back to what is still there', () => {
    const deletions: ApiRequest[] = []
    const rig = aCluster({
      refuse: (request) => {
        if (request.verb !== 'delete') return undefined
        deletions.push(request)
        return deletions.length < 3 ? refused('InternalError', 'no') : undefined
      },
    })
    rig.addPod('web-0', { node: 'gone', finalizers: ['example.com/hold'] })

    rig.run(239)

    // At 40 s, 80 s and 120 s, and then twice more for the finalizer.
    expect(deletions.length).toBe(5)
  })

  it('PG-R2 rests for a whole period after a pass', () => {
    const rig = aCluster({ threshold: 1, latency: 500 })
    rig.addNode('a')
    for (const name of ['one', 'two']) rig.addPod(name, { node: 'a', phase: 'Failed' })
    rig.at(1, () => rig.addPod('three', { node: 'a', phase: 'Failed' }))

    rig.run(100)

    expect(rig.linesAbout('gone')).toEqual([
      [0.5, 'one gone'],
      [21, 'three gone'],
    ])
  })
})
