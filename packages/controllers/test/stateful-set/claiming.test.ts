import type { ApiTime } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { BY_STRANGER, aPod, aRevision, aSet } from './builders.ts'
import { ControllerRig, synced } from './controller-rig.ts'

const orphanRevision = aRevision('v1', { metadata: { ownerReferences: [] } })
const orphan = aPod(1, { owner: undefined })
const deleting = { deletionTimestamp: 0 as ApiTime, finalizers: ['foregroundDeletion'] }

describe('adoption and release', () => {
  it.each([
    ['is gone', undefined],
    ['is another one', aSet({ metadata: { uid: 'uid-new' } })],
    ['is being deleted', aSet({ metadata: deleting })],
  ])('STS-A1 adopts nothing if the live set %s', (_what, live) => {
    const rig = new ControllerRig({ pods: [orphan], ...(live !== undefined && { set: live }) })
    rig.informers.statefulSets.fill(aSet())

    rig.sync()

    expect(rig.requests).toEqual([live === undefined ? 'get statefulsets web ✗ NotFound' : GET])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-A2 adopts revisions one after the other and stops at the first refusal', () => {
    const revisions = ['v1', 'v2', 'v3'].map((image, index) =>
      aRevision(image, { number: index + 1, metadata: { ownerReferences: [] } }),
    )
    const [first, second] = revisions.map(({ metadata }) => metadata.name)
    const failures = [
      { verb: 'patch', resource: 'controllerrevisions', name: second!, reason: 'NotFound' },
    ] as const

    const rig = synced({ set: aSet(), revisions }, { failures })

    expect(rig.requests).toEqual([
      GET,
      `patch controllerrevisions ${first} (adopt)`,
      `patch controllerrevisions ${second} (adopt) ✗ NotFound`,
    ])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-A3 goes by the labels and by the name of a pod, whatever its ordinal', () => {
    const orphans = [
      aPod(7, { owner: undefined }),
      aPod(3, { name: 'web-03', owner: undefined }),
      aPod(1, { name: 'other-1', owner: undefined }),
      aPod(2, { labels: { app: 'other' }, owner: undefined }),
      aPod(4, { owner: BY_STRANGER }),
    ]

    const rig = synced({ set: aSet({ replicas: 0 }), pods: orphans, revisions: [aRevision('v1')] })

    expect(patches(rig)).toEqual(['patch pods web-7 (adopt)', 'patch pods web-03 (adopt)'])
  })

  it('STS-A4 releases what it owns and does not match, unless the set is being deleted', () => {
    const strangers = [aPod(0, { labels: { app: 'x' } }), aPod(1, { name: 'other-1' })]
    const failures = [
      { verb: 'patch', resource: 'pods', name: 'web-0', reason: 'NotFound' },
    ] as const

    const rig = synced({ set: aSet({ replicas: 0 }), pods: strangers }, { failures })
    const going = synced({ set: aSet({ metadata: deleting }), pods: strangers })

    expect(patches(rig)).toEqual([
      'patch pods web-0 (release) ✗ NotFound',
      'patch pods other-1 (release)',
    ])
    expect(rig.hasFailed).toBe(false)
    expect(patches(going)).toEqual([])
  })

  it('STS-A5 adopts a matching orphan and counts it, unless it is going', () => {
    const set = aSet({ replicas: 2 })
    const going = aPod(2, { owner: undefined, terminating: true })

    const rig = synced({ set, pods: [aPod(0), orphan, going], revisions: [aRevision('v1')] })

    expect(patches(rig)).toEqual(['patch pods web-1 (adopt)'])
    expect(rig.status?.replicas).toBe(2)
  })

  it('STS-A5 leaves an orphan out that is not there any more', () => {
    const failures = [{ verb: 'patch', resource: 'pods', reason: 'NotFound' }] as const
    const set = aSet({ replicas: 1 })

    const rig = synced({ set, pods: [aPod(0), orphan], revisions: [aRevision('v1')] }, { failures })

    expect(rig.status?.replicas).toBe(1)
    expect(rig.hasFailed).toBe(false)
  })

  it('STS-A6 tries all pods and then fails without looking further', () => {
    const orphans = [orphan, aPod(2, { owner: undefined })]
    const failures = [
      { verb: 'patch', resource: 'pods', name: 'web-1', reason: 'InternalError' },
    ] as const

    const rig = synced({ set: aSet({ replicas: 3 }), pods: orphans }, { failures })

    expect(rig.requests).toEqual([
      GET,
      'patch pods web-1 (adopt) ✗ InternalError',
      'patch pods web-2 (adopt)',
    ])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-A1 asks the API server once for all revisions and once for all pods', () => {
    const orphans = [orphan, aPod(2, { owner: undefined })]

    const rig = synced({ set: aSet(), pods: orphans, revisions: [orphanRevision] })

    expect(rig.requests.filter((line) => line === GET)).toHaveLength(2)
  })
})

const GET = 'get statefulsets web'

function patches(rig: ControllerRig): readonly string[] {
  return rig.requests.filter((line) => line.startsWith('patch pods'))
}
