import { describe, expect, it } from 'vitest'
import { aClaim, aPod, aRevision, aSet, byPod, pods, revisionOf } from './builders.ts'
import {
  ControllerRig,
  type Objects,
  type RigOptions,
  synced as syncedRig,
} from './controller-rig.ts'

const revisions = [aRevision('v1')]
const v1 = revisionOf('v1')
const policies = ['OrderedReady', 'Parallel'] as const

describe('what a pass does in its slots', () => {
  it.each(policies)(
    'STS-S1 deletes a failed pod under %s and makes its successor later',
    (policy) => {
      const set = aSet({ replicas: 2, podManagementPolicy: policy })
      const failed = aPod(0, { phase: 'Failed' })
      const going = aPod(0, { phase: 'Succeeded', terminating: true })

      expect(podWrites({ set, pods: [failed, aPod(1)] })).toEqual(['delete pods web-0'])
      expect(podWrites({ set, pods: [going, aPod(1)] })).toEqual([])
      expect(podWrites({ set, pods: [aPod(1)] })).toEqual([`create pods web-0 (${v1})`])
    },
  )

  it('STS-S2 fills the lowest empty slot under OrderedReady, all of them under Parallel', () => {
    const replicas = 4

    const ordered = podWrites({ set: aSet({ replicas }), pods: pods([1]) })
    const parallel = podWrites({
      set: aSet({ replicas, podManagementPolicy: 'Parallel' }),
      pods: pods([1]),
    })

    expect(ordered).toEqual([`create pods web-0 (${v1})`])
    expect(parallel).toEqual([0, 2, 3].map((ordinal) => `create pods web-${ordinal} (${v1})`))
  })

  it.each(policies)(
    'STS-S3 leaves a slot empty under %s while an earlier claim is there',
    (policy) => {
      const set = aSet({
        replicas: 2,
        podManagementPolicy: policy,
        claims: ['data'],
        persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Retain' },
      })
      const claims = [aClaim('data-web-0', [byPod('web-0', 'uid-earlier')])]

      const rig = synced({ set, claims })

      expect(rig.hasFailed).toBe(false)
      expect(rig.requests.filter((line) => line.includes('web-0'))).toEqual([])
      expect(rig.requests.some((line) => line.startsWith('create pods web-1'))).toBe(
        policy === 'Parallel',
      )
    },
  )

  it.each(policies)('STS-S4 completes the claims of a Pending pod under %s', (policy) => {
    const set = aSet({
      podManagementPolicy: policy,
      claims: ['data', 'logs'],
      persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain', whenDeleted: 'Delete' },
    })
    const pod = aPod(0, { phase: 'Pending', claims: mounts('data', 'logs') })

    const rig = synced({ set, pods: [pod], claims: [aClaim('data-web-0')] })

    expect(rig.requests.slice(0, 2)).toEqual([
      'create persistentvolumeclaims logs-web-0',
      'update persistentvolumeclaims data-web-0 (StatefulSet/web)',
    ])
  })

  it('STS-S5 puts a pod right that passes', () => {
    const bare = aPod(0, { labels: { app: 'web', 'controller-revision-hash': v1 } })

    const rig = synced({ set: aSet({ replicas: 2 }), pods: [bare, aPod(1)] })

    expect(podWritesOf(rig)).toEqual(['update pods web-0'])
  })

  it.each([
    ['Pending', aPod(1, { phase: 'Pending' })],
    ['going', aPod(1, { terminating: true })],
    ['not Running', aPod(1, { phase: 'Unknown', ready: 'True' })],
    ['not Ready', aPod(1, { ready: 'False' })],
    ['not available', aPod(1, { readySince: 0 })],
  ])('STS-S6 OrderedReady ends at a pod that is %s', (_what, pod) => {
    const set = aSet({ replicas: 4, minReadySeconds: 5 })

    expect(podWrites({ set, pods: [aPod(0), pod] })).toEqual([])
    expect(podWrites({ set, pods: [pod] })).toEqual([`create pods web-0 (${v1})`])
  })

  it('STS-S7 Parallel ends at no slot and compares what it has just made', () => {
    const set = aSet({
      replicas: 3,
      podManagementPolicy: 'Parallel',
      claims: ['data'],
      persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain', whenDeleted: 'Delete' },
    })
    const pending = aPod(0, { phase: 'Pending', claims: mounts('data') })
    const claims = ['data-web-0', 'data-web-2'].map((name) => aClaim(name))

    const rig = synced({ set, pods: [pending], claims })
    rig.wait(0.05)

    expect(rig.requests).toContain(`create pods web-1 (${v1})`)
    expect(rig.requests).toContain(`create pods web-2 (${v1})`)
    expect(rig.requests).toContain(
      'update persistentvolumeclaims data-web-2 (StatefulSet/web) ✗ Conflict',
    )
  })

  it('STS-S8 Parallel works in growing batches and stops after one with a failure', () => {
    const set = aSet({ replicas: 20, podManagementPolicy: 'Parallel' })
    const failures = [
      { verb: 'create', resource: 'pods', name: 'web-3', reason: 'Forbidden' },
    ] as const

    const rig = new ControllerRig({ set, revisions }, { failures, latency: 1, watchDelay: 1_000 })
    rig.controller.loop.queue.add('default/web')
    rig.wait(0.1)

    const created = rig.answered.filter(({ request }) => request.verb === 'create')
    expect(created.map(({ time }) => time / 1_000)).toEqual([1, 2, 2, 3, 3, 3, 3])
    expect(rig.hasFailed).toBe(true)
  })

  it.each(policies)('STS-S9 an error in a slot ends the pass under %s', (policy) => {
    const set = aSet({ image: 'v2', replicas: 2, podManagementPolicy: policy })
    const failures = [{ verb: 'create', resource: 'pods', reason: 'Forbidden' }] as const
    const history = [...revisions, aRevision('v2', { number: 2 })]

    const rig = new ControllerRig({ set, pods: pods([1, 9]), revisions: history }, { failures })
    rig.sync()

    expect(rig.requests.filter((line) => line.startsWith('delete'))).toEqual([])
    expect(rig.status?.replicas).toBe(2)
    expect(rig.hasFailed).toBe(true)
  })
})

function mounts(...templates: readonly string[]): { name: string; claimName: string }[] {
  return templates.map((name) => ({ name, claimName: `${name}-web-0` }))
}

function synced(objects: Objects, options?: RigOptions): ControllerRig {
  return syncedRig({ revisions, ...objects }, options)
}

function podWrites(objects: Objects): readonly string[] {
  return podWritesOf(synced(objects))
}

function podWritesOf(rig: ControllerRig): readonly string[] {
  return rig.requests.filter((line) => /^\w+ pods/.test(line))
}
