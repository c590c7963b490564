import { Pod, draftOf, podSpecification, refused } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { TaintEvictionController } from '../../src/taint-eviction/taint-eviction-controller.ts'
import { NodeRig, type RigOptions } from './node-rig.ts'

const LOST = 'node.kubernetes.io/unreachable:NoExecute'

function aCluster(options: RigOptions = {}): NodeRig {
  const rig = new NodeRig(options)
  new TaintEvictionController({ ...rig.environment, pods: rig.pods })
  return rig
}

function tolerating(key: string, tolerationSeconds?: number) {
  const limit = tolerationSeconds === undefined ? {} : { tolerationSeconds }
  return { key, operator: 'Exists', effect: 'NoExecute', ...limit }
}

function taint(rig: NodeRig, nodeName: string, ...keys: readonly string[]): void {
  rig.changeNode(nodeName, { taints: keys.map((key) => ({ key, effect: 'NoExecute' })) })
}

/** When pods were asked to go. */
function deletions(rig: NodeRig): unknown {
  return rig.linesAbout('terminating')
}

describe('judging a pod', () => {
  it('TE-J1 lets it stay when the taints are gone', () => {
    const rig = aCluster()
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x', 60)] })
    rig.at(10, () => taint(rig, 'a', 'x'))
    rig.at(50, () => taint(rig, 'a'))

    rig.run(200)

    expect(deletions(rig)).toEqual([])
    expect(rig.events).toEqual(['Pod/web-0 TaintManagerEviction'])
  })

  it('TE-J2 deletes it at once when a taint is not tolerated', () => {
    const rig = aCluster()
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x', 60)] })
    rig.at(10, () => taint(rig, 'a', 'x', 'y'))

    rig.run(200)

    expect(deletions(rig)).toEqual([[10, 'web-0 terminating, grace 30']])
  })

  it('TE-J3 goes by the least limit of the tolerations in use', () => {
    const rig = aCluster()
    rig.addNode('a')
    const least = [tolerating('x', 60), tolerating('y', 40), tolerating('z', 1)]
    rig.addPod('least', { node: 'a', tolerations: least })
    rig.addPod('first', { node: 'a', tolerations: [{ operator: 'Exists' }, tolerating('x', 5)] })
    rig.addPod('late', { node: 'a', tolerations: [tolerating('x', -7), tolerating('y')] })
    rig.at(10, () => taint(rig, 'a', 'x', 'y'))

    rig.run(200)

    expect(deletions(rig)).toEqual([
      [10, 'late terminating, grace 30'],
      [50, 'least terminating, grace 30'],
    ])
  })

  it('TE-J4 keeps the time of a planned deletion', () => {
    const rig = aCluster()
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x', 60), tolerating('y', 10)] })
    rig.addPod('web-1', { node: 'a', tolerations: [tolerating('x', 60), tolerating('y', 10)] })
    rig.at(10, () => taint(rig, 'a', 'x'))
    rig.at(10, () => rig.changePod('web-1', (draft) => (draft.reason = 'unrelated')))
    rig.at(40, () => taint(rig, 'a', 'x', 'y'))

    rig.run(200)

    expect(deletions(rig)).toEqual([
      [70, 'web-0 terminating, grace 30'],
      [70, 'web-1 terminating, grace 30'],
    ])
  })

  it('TE-J5 takes the deletion back when only endless tolerations are left in use', () => {
    const rig = aCluster()
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x'), tolerating('y', 60)] })
    rig.at(10, () => taint(rig, 'a', 'x', 'y'))
    rig.at(20, () => taint(rig, 'a', 'x'))

    rig.run(200)

    expect(deletions(rig)).toEqual([])
  })

  it('TE-J6 knows the patience that admission gives', () => {
    const rig = aCluster()
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('agent', { node: 'a', tolerations: [tolerating('node.kubernetes.io/unreachable')] })
    rig.at(10, () => taint(rig, 'a', 'node.kubernetes.io/unreachable'))

    rig.run(1_000)

    expect(deletions(rig)).toEqual([[310, 'web-0 terminating, grace 30']])
  })
})

describe('what is looked at', () => {
  it('TE-W1 is a node whose NoExecute taints have changed', () => {
    const rig = aCluster()
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a' })
    rig.addPod('web-1', { node: 'b' })
    rig.at(10, () => rig.changeNode('a', { unschedulable: true }))
    rig.at(20, () => taint(rig, 'a', 'x'))

    rig.run(200)

    expect(deletions(rig)).toEqual([[20, 'web-0 terminating, grace 30']])
  })

  it('TE-W2 is a pod that comes to a tainted node, or changes its tolerations there', () => {
    const rig = aCluster()
    rig.addNode('a', { taints: ['x:NoExecute'] })
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x')] })
    rig.addPod('web-1', {})
    rig.at(10, () => rig.changePod('web-1', (draft) => (draft.nodeName = 'a')))
    rig.at(20, () => respecify(rig, 'web-0'))

    rig.run(200)

    expect(deletions(rig)).toEqual([
      [10, 'web-1 terminating, grace 30'],
      [20, 'web-0 terminating, grace 30'],
    ])
  })

  it('TE-W3 is not a node that is gone; what it has begun goes on', () => {
    const rig = aCluster()
    rig.addNode('a', { taints: ['x:NoExecute'] })
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x', 60)] })
    rig.at(10, () => rig.removeNode('a'))
    rig.at(20, () => rig.addPod('web-1', { node: 'a' }))

    rig.run(200)

    expect(deletions(rig)).toEqual([[60, 'web-0 terminating, grace 30']])
  })

  it('TE-W4 is not a pod that is gone', () => {
    const rig = aCluster()
    rig.addNode('a', { taints: ['x:NoExecute'] })
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x', 60)] })
    rig.at(10, () => rig.deletePod('web-0', 0))

    rig.run(20)

    expect(rig.events).toEqual(['Pod/web-0 TaintManagerEviction'])
    expect(rig.simulation.pendingCount).toBe(0)
  })

  it('TE-W5 is a deleted pod only when its taints are worse, or were better', () => {
    const rig = aCluster()
    rig.addNode('a', { taints: ['x:NoExecute'] })
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('x', 10), tolerating('y', 20)] })
    rig.at(20, () => taint(rig, 'a', 'x', 'y'))
    rig.at(30, () => taint(rig, 'a', 'x', 'z'))
    rig.at(40, () => taint(rig, 'a'))
    rig.at(50, () => taint(rig, 'a', 'y'))

    rig.run(200)

    // Planned for 10 s and then for 70 s, done at once at 30 s.
    expect(rig.events).toEqual(Array.from({ length: 3 }, () => 'Pod/web-0 TaintManagerEviction'))
  })
})

describe('deleting a pod', () => {
  it('TE-D1 says why, then deletes it with its own grace', () => {
    const rig = aCluster({ latency: 10 })
    rig.addNode('a', { taints: [LOST] })
    rig.addPod('web-0', { node: 'a', tolerations: [tolerating('other')], grace: 7 })

    rig.run(400)

    expect(rig.linesAbout('web-0')).toEqual([
      [300.02, 'web-0 DisruptionTarget True DeletionByTaintManager'],
      [300.03, 'web-0 terminating, grace 7'],
    ])
  })

  it('TE-D2 is tried five times', () => {
    let refusals = 4
    const rig = aCluster({
      refuse: ({ verb, name }) =>
        verb === 'delete' && name === 'web-0' && refusals-- > 0
          ? refused('InternalError', 'no')
          : undefined,
    })
    rig.addNode('a')
    rig.addPod('web-0', { node: 'a' })
    rig.at(10, () => taint(rig, 'a', 'x'))

    rig.run(20)

    expect(deletions(rig)).toEqual([[10.04, 'web-0 terminating, grace 30']])
  })
})

/** The pod as it would be without tolerations. */
function respecify(rig: NodeRig, name: string): void {
  const pod = rig.pod(name)
  if (pod === undefined) return
  const { identity, metadata, volumes, containers } = pod
  const draft = draftOf(new Pod(identity, metadata, podSpecification({}), volumes, containers))
  draft.nodeName = pod.nodeName
  draft.phase = pod.phase
  rig.server.commitPod(draft, { by: 'user', why: '' })
}
