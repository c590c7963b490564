import { describe, expect, it } from 'vitest'
import { aClaim, aPod, aRevision, aSet, pods, revisionOf } from './builders.ts'
import {
  ControllerRig,
  type Objects,
  type RigOptions,
  synced as syncedRig,
} from './controller-rig.ts'

const revisions = [aRevision('v1')]

describe('deleting pods outside of the range', () => {
  it.each([
    ['1.35.4', true, 'FailedDelete'],
    ['1.36', false, 'SuccessfulDelete'],
  ] as const)('STS-D1 takes a missing pod in %s for a failure: %s', (profile, fails, reason) => {
    const failures = [{ verb: 'delete', resource: 'pods', reason: 'NotFound' }] as const

    const condemned = synced({ set: aSet(), pods: pods([0, 1]) }, { profile, failures })
    const failed = synced(
      { set: aSet(), pods: [aPod(0, { phase: 'Failed' })] },
      { profile, failures },
    )

    expect([condemned.hasFailed, failed.hasFailed]).toEqual([fails, fails])
    expect([...condemned.eventReasons, ...failed.eventReasons]).toEqual([reason, reason])
  })

  it.each(['OrderedReady', 'Parallel'])('STS-D2 sees to all claims first, under %s', (policy) => {
    const set = aSet({
      replicas: 0,
      podManagementPolicy: policy,
      claims: ['data'],
      persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Retain' },
    })
    const claims = ['data-web-0', 'data-web-1'].map((name) => aClaim(name))

    const rig = synced({ set, pods: pods([0, 1]), claims })

    expect(rig.requests.slice(0, 2).toSorted()).toEqual([
      'update persistentvolumeclaims data-web-0 (Pod/web-0)',
      'update persistentvolumeclaims data-web-1 (Pod/web-1)',
    ])
    expect(rig.requests[2]).toMatch(/^delete pods/)
  })

  it('STS-D2 deletes nothing if a claim cannot be given its owner', () => {
    const set = aSet({
      replicas: 0,
      claims: ['data'],
      persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Retain' },
    })
    const failures = [
      { verb: 'update', resource: 'persistentvolumeclaims', reason: 'Forbidden' },
    ] as const

    const rig = synced({ set, pods: pods([0]), claims: [aClaim('data-web-0')] }, { failures })

    expect(deletes(rig)).toEqual([])
    expect(rig.hasFailed).toBe(true)
  })

  it.each([
    ['goes when it is available', [aPod(3), aPod(2, { ready: 'False' })], ['web-3']],
    [
      'goes when nobody before it is unavailable',
      [aPod(3, { ready: 'False' }), aPod(2)],
      ['web-3'],
    ],
    ['stays while a lower one is unavailable, too', pods([3, 2], { ready: 'False' }), []],
    ['is waited for while it goes', [aPod(3, { terminating: true }), aPod(2)], []],
  ])('STS-D3 under OrderedReady the highest %s', (_what, condemned, expected) => {
    const rig = synced({ set: aSet(), pods: [aPod(0), ...condemned] })

    expect(deletes(rig)).toEqual(expected)
  })

  it('STS-D3 counts pods below the range as the lowest', () => {
    const set = aSet({ ordinals: { start: 2 } })
    const condemned = [aPod(0, { ready: 'False' }), aPod(5, { ready: 'False' })]

    expect(deletes(synced({ set, pods: [aPod(2), ...condemned] }))).toEqual([])
  })

  it('STS-D4 Parallel deletes all at once, in growing batches', () => {
    const set = aSet({ replicas: 0, podManagementPolicy: 'Parallel' })
    const condemned = [...pods([0, 1, 2, 3, 4], { ready: 'False' }), aPod(5, { terminating: true })]

    const rig = new ControllerRig(
      { set, pods: condemned, revisions },
      { latency: 1, watchDelay: 99 },
    )
    rig.controller.loop.queue.add('default/web')
    rig.wait(0.02)

    const removed = rig.answered.filter(({ request }) => request.verb === 'delete')
    expect(removed.map(({ request, time }) => [request.name, time / 1_000])).toEqual([
      ['web-3', 1],
      ['web-4', 1],
      ['web-0', 2],
      ['web-1', 2],
      ['web-2', 2],
    ])
  })

  it.each([
    ['OrderedReady', ['web-2']],
    ['Parallel', ['web-2', 'web-1']],
  ])('STS-D5 %s replaces pods only when none is condemned, or at once', (policy, expected) => {
    const set = aSet({ image: 'v2', replicas: 2, podManagementPolicy: policy })
    const history = [...revisions, aRevision('v2', { number: 2 })]

    const rig = synced({
      set,
      pods: pods([0, 1, 2], { revision: revisionOf('v1') }),
      revisions: history,
    })

    expect(deletes(rig)).toEqual(expected)
  })
})

function synced(objects: Objects, options?: RigOptions): ControllerRig {
  return syncedRig({ revisions, ...objects }, options)
}

function deletes(rig: ControllerRig): readonly string[] {
  return rig.answered.flatMap(({ request }) =>
    request.verb === 'delete' && request.resource === 'pods' ? [request.name] : [],
  )
}
