import type { ApiTime, StatefulSetStatus } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { aPod, aRevision, aSet, pods, revisionOf } from './builders.ts'
import {
  ControllerRig,
  type Objects,
  type RigOptions,
  synced as syncedRig,
} from './controller-rig.ts'

const revisions = [aRevision('v1', { number: 1 }), aRevision('v2', { number: 2 })]
const updated = { revision: revisionOf('v2') }
const v1 = { currentRevision: revisionOf('v1') }

describe('the status that a pass writes', () => {
  it('STS-T1 counts the pods as the pass found them', () => {
    const set = aSet({ image: 'v2', replicas: 9, minReadySeconds: 5, status: v1 })
    const all = [
      aPod(0),
      aPod(1, { readySince: 0 }),
      aPod(2, { ready: 'False', ...updated }),
      aPod(3, { terminating: true }),
      aPod(4, { phase: 'Failed', revision: 'web-third' }),
      aPod(12, updated),
    ]

    const { status } = synced({ set, pods: all })

    expect(status).toMatchObject({
      replicas: 6,
      readyReplicas: 4,
      availableReplicas: 3,
      currentReplicas: 2,
      updatedReplicas: 2,
    })
  })

  it('STS-T1 does not count what the pass has made itself', () => {
    const set = aSet({ image: 'v1', replicas: 3, podManagementPolicy: 'Parallel' })

    const { status } = synced({ set, pods: [aPod(0)] })

    expect(status?.replicas).toBe(1)
  })

  it('STS-T2 takes one off currentReplicas for each replaced pod, even below zero', () => {
    const set = aSet({ image: 'v2', replicas: 1, status: v1 })

    const { status } = synced({ set, pods: [aPod(0, { revision: 'web-third' })] })

    expect(status?.currentReplicas).toBe(-1)
  })

  it.each([
    ['1.36', 'RollingUpdate', true],
    ['1.36', 'OnDelete', false],
    ['1.37', 'OnDelete', true],
  ] as const)('STS-T3 completes in %s under %s: %s', (profile, type, completes) => {
    const set = aSet({ image: 'v2', replicas: 2, updateStrategy: { type }, status: v1 })

    const { status } = synced({ set, pods: pods([0, 1], updated) }, { profile })

    expect(status?.currentRevision).toBe(revisionOf(completes ? 'v2' : 'v1'))
    expect(status?.currentReplicas).toBe(completes ? 2 : 0)
  })

  it('STS-T3 asks for Ready pods, not for available ones', () => {
    const set = aSet({ image: 'v2', minReadySeconds: 60, status: v1 })

    const { status } = synced({ set, pods: [aPod(0, { readySince: 0, ...updated })] })

    expect(status?.currentRevision).toBe(revisionOf('v2'))
  })

  it.each([
    ['nothing', {}, false],
    ['a counter', { replicas: 2 }, true],
    ['a revision', { updateRevision: 'web-old' }, true],
    ['a newer generation', { observedGeneration: 0 }, true],
    ['a generation that was too high', { observedGeneration: 7 }, false],
    ['the collision count', { collisionCount: 5 }, false],
  ])('STS-T4 is written when %s has changed: %s → %s', (_what, stored, isWritten) => {
    const set = aSet({ image: 'v1', status: { ...SETTLED, ...stored } })
    const own = aRevision('v1', { number: 1 })

    const rig = synced({ set, pods: [aPod(0)], revisions: [own] })

    expect(rig.status !== undefined).toBe(isWritten)
  })

  it('STS-T5 tries a conflicting status five times, 10 ms apart', () => {
    const failures = [CONFLICT] as const
    const rig = new ControllerRig({ set: aSet(), pods: [aPod(0)], revisions }, { failures })

    rig.sync()
    rig.wait(0.04)

    expect(statusTries(rig).map(({ time }) => time / 1_000)).toEqual([0, 10, 20, 30, 40])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-T5 writes it over the set that the cache showed at the refusal', () => {
    const failures = [{ ...CONFLICT, times: 2 }] as const
    const rig = new ControllerRig({ set: aSet(), pods: [aPod(0)], revisions }, { failures })
    const cause = { by: 'test', why: '' }

    rig.sync()
    rig.wait(0.005)
    const stored = rig.server.get('statefulsets', 'default', 'web')!
    rig.server.update({ ...stored, spec: { ...stored.spec, replicas: 3 } }, cause)
    rig.wait(0.02)

    const replicas = statusTries(rig).map(({ request }) =>
      'object' in request ? (request.object as typeof stored).spec.replicas : undefined,
    )
    expect(replicas.slice(0, 3)).toEqual([1, 1, 3])
  })

  it.each([
    ['1.36', undefined],
    ['1.37', 1],
  ] as const)('STS-T6 carries stored conditions over in %s: %s', (profile, count) => {
    const custom = { type: 'Custom', status: 'True', reason: 'Set', message: '' }
    const conditions = [{ ...custom, lastTransitionTime: 0 as ApiTime }]
    const set = aSet({ status: { observedGeneration: 0, conditions } })

    const { status } = synced({ set, pods: [aPod(0)] }, { profile })

    expect(status?.conditions?.length).toBe(count)
  })

  it('STS-T7 is written although the pass has failed', () => {
    const failures = [{ verb: 'create', resource: 'pods', reason: 'Forbidden' }] as const

    const rig = synced({ set: aSet({ replicas: 2 }), pods: [aPod(0)] }, { failures })

    expect(rig.status?.replicas).toBe(1)
    expect(rig.hasFailed).toBe(true)
  })
})

const CONFLICT = {
  verb: 'update',
  resource: 'statefulsets',
  subresource: 'status',
  reason: 'Conflict',
} as const

/** What the status of a set with one good pod is. */
const SETTLED: Partial<StatefulSetStatus> = {
  replicas: 1,
  readyReplicas: 1,
  availableReplicas: 1,
  currentReplicas: 1,
  updatedReplicas: 1,
  currentRevision: revisionOf('v1'),
  updateRevision: revisionOf('v1'),
}

function synced(objects: Objects, options?: RigOptions): ControllerRig {
  return syncedRig({ revisions, ...objects }, options)
}

function statusTries(rig: ControllerRig): ControllerRig['answered'] {
  return rig.answered.filter(({ request }) => request.subresource === 'status')
}
