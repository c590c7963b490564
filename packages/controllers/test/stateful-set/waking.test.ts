import type { Pod, StatefulSet } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { BY_SET, aClaim, aPod, aRevision, aSet, podLabels } from './builders.ts'
import { ControllerRig, type Objects, type RigOptions } from './controller-rig.ts'

const CAUSE = { by: 'test', why: '' }

describe('what wakes the StatefulSet controller', () => {
  it('STS-Q1 queues a set at every event of it', () => {
    const rig = watching({ set: aSet() })
    const set = rig.server.get('statefulsets', 'default', 'web') as StatefulSet

    rig.server.updateStatus({ ...set, status: { ...set.status, replicas: 7 } }, CAUSE)

    expect(wokenBy(rig)).toEqual(['default/web'])
  })

  it('STS-Q2 queues the owner of a pod that appears', () => {
    const rig = watching({ set: aSet() })

    appear(rig, aPod(0))

    expect(wokenBy(rig)).toEqual(['default/web'])
  })

  it.each([
    ['another uid', { ...BY_SET, uid: 'uid-gone' }],
    ['another name', { ...BY_SET, name: 'gone' }],
    ['another kind', { ...BY_SET, kind: 'ReplicaSet' }],
  ])('STS-Q2 queues nobody if the reference has %s', (_what, owner) => {
    const rig = watching({ set: aSet() })

    appear(rig, aPod(0, { owner }))

    expect(wokenBy(rig)).toEqual([])
  })

  it('STS-Q3 queues every set that would adopt a pod that appears', () => {
    const rig = watching({ sets: [aSet(), setNamed('twin'), setNamed('other', 'other')] })

    appear(rig, aPod(0, { owner: undefined }))

    expect(wokenBy(rig)).toEqual(['default/web', 'default/twin'])
  })

  it('STS-Q4 takes a pod that appears in its deletion for one that is gone', () => {
    const rig = watching({ set: aSet() })

    appear(rig, aPod(0, { owner: undefined, terminating: true }))
    expect(wokenBy(rig)).toEqual([])

    appear(rig, aPod(1, { terminating: true }))
    expect(wokenBy(rig)).toEqual(['default/web'])
  })

  it('STS-Q5 queues the owner of a changed pod, and the former owner', () => {
    const twin = setNamed('twin')
    const rig = watching({ sets: [aSet(), twin], pods: [aPod(0)] })
    const byTwin = { ...BY_SET, name: 'twin', uid: twin.metadata.uid }

    rig.changePod('web-0', (draft) => (draft.reason = 'NodeLost'))
    expect(wokenBy(rig)).toEqual(['default/web'])

    rig.changeMetadata('web-0', { ownerReferences: [byTwin] })
    expect(wokenBy(rig)).toEqual(['default/web', 'default/twin'])
  })

  it.each([
    ['1.35.0', 11],
    ['1.35.4', 10],
  ] as const)('STS-Q6 queues a set in %s again %i s after a pod turned Ready', (profile, delay) => {
    const set = aSet({ minReadySeconds: 10, replicas: 0 })
    const rig = watching({ set, pods: [aPod(0, { ready: 'False' })] }, { profile })

    rig.changePod('web-0', (draft) => (draft.ready = 'True'))
    rig.wait(0.001)

    expect(rig.requeueAfter()).toBe(delay)
  })

  it('STS-Q7 queues the sets that match an orphan only if its labels or owner have changed', () => {
    const rig = watching({ set: aSet(), pods: [aPod(0, { owner: undefined })] })

    rig.changePod('web-0', (draft) => (draft.reason = 'NodeLost'))
    expect(wokenBy(rig)).toEqual([])

    rig.changeMetadata('web-0', { labels: { ...podLabels('web-0', 0, ''), more: 'yes' } })
    expect(wokenBy(rig)).toEqual(['default/web'])
  })

  it('STS-Q8 queues the owner of a pod that is gone, and nobody for an orphan', () => {
    const rig = watching({ set: aSet(), pods: [aPod(0), aPod(1, { owner: undefined })] })

    remove(rig, 'web-1')
    expect(wokenBy(rig)).toEqual([])

    remove(rig, 'web-0')
    expect(wokenBy(rig)).toEqual(['default/web'])
  })

  it('STS-Q9 queues nobody for claims and revisions', () => {
    const rig = watching({ set: aSet({ claims: ['data'] }) })

    rig.server.create(aClaim('data-web-0'), CAUSE)
    rig.server.create(aRevision('v2'), CAUSE)

    expect(wokenBy(rig)).toEqual([])
  })
})

/** A rig without workers: what is queued stays in the queue. */
function watching(objects: Objects, options: RigOptions = {}): ControllerRig {
  return new ControllerRig(objects, { ...options, workers: 0 })
}

/** The keys that have been queued since the last call, once the caches have seen everything. */
function wokenBy(rig: ControllerRig): readonly string[] {
  rig.wait(0.001)
  const { queue } = rig.controller.loop
  const keys: string[] = []
  for (let key = queue.take(); key !== undefined; key = queue.take()) {
    keys.push(key)
    queue.done(key)
  }
  return keys
}

function appear(rig: ControllerRig, pod: Pod): void {
  const identity = { ...pod.identity, number: rig.server.nextPodNumber() }
  rig.server.loadPod(Object.assign(pod, { identity }), CAUSE)
}

function remove(rig: ControllerRig, name: string): void {
  const pod = rig.server.get('pods', 'default', name) as Pod
  rig.server.removePod(pod, CAUSE)
}

function setNamed(name: string, app = 'web'): StatefulSet {
  const metadata = { name, uid: `uid-${name}` }
  return aSet({ metadata, selector: { matchLabels: { app } } })
}
