import type { ConditionStatus } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { NEW, OLD, aDaemonSet, aNode, aPod, nodes } from './builders.ts'
import { SyncRig } from './sync-rig.ts'

const NO_SCHEDULE = { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] }
const NO_EXECUTE = { taints: [{ key: 'dedicated', effect: 'NoExecute' }] }

describe('manage', () => {
  it('DS-M1 creates a pod on each node that wants one and has none', () => {
    const rig = new SyncRig({ nodes: nodes(3), pods: [aPod({ node: 'node-1' })] })

    expect(rig.sync().creates).toEqual(['node-0', 'node-2'])
  })

  it('DS-M2 leaves a pod out that is both finished and terminating', () => {
    const gone = aPod({ node: 'node-0', phase: 'Failed', terminating: true })

    const outcome = new SyncRig({ nodes: nodes(1), pods: [gone] }).sync()

    expect(outcome.creates).toEqual(['node-0'])
    expect(outcome.status?.currentNumberScheduled).toBe(0)
  })

  it('DS-M3 leaves a node alone that keeps its pod and wants none', () => {
    const rig = new SyncRig({
      nodes: [aNode('with', NO_SCHEDULE), aNode('without', NO_SCHEDULE)],
      pods: [aPod({ node: 'with' })],
    })

    expect(rig.sync()).toMatchObject({ creates: [], deletes: [] })
  })

  it('DS-M4 deletes every pod that is not terminating where none is kept', () => {
    const pods = [
      aPod({ name: 'running', node: 'bad' }),
      aPod({ name: 'failed', node: 'bad', phase: 'Failed' }),
      aPod({ name: 'leaving', node: 'bad', terminating: true }),
    ]

    const outcome = new SyncRig({ nodes: [aNode('bad', NO_EXECUTE)], pods }).sync()

    expect(outcome.deletes).toEqual(['running', 'failed'])
    expect(outcome.events).not.toContain('Warning FailedDaemonPod')
  })

  it('DS-M5 waits for a terminating or finished pod to go before it creates another', () => {
    const pods = [
      aPod({ node: 'node-0', terminating: true }),
      aPod({ node: 'node-1', phase: 'Succeeded' }),
    ]

    expect(new SyncRig({ nodes: nodes(2), pods }).sync().creates).toEqual([])
  })

  it('DS-M6 deletes a Succeeded pod and says so', () => {
    const pods = [aPod({ name: 'done', node: 'node-0', phase: 'Succeeded' })]

    expect(new SyncRig({ nodes: nodes(1), pods }).sync()).toMatchObject({
      deletes: ['done'],
      events: ['Normal SucceededDaemonPod', 'Normal SuccessfulDelete'],
    })
  })

  it.each([
    {
      title: 'the bound one',
      pods: [
        { name: 'waiting', bound: false, created: 1 },
        { name: 'bound', created: 2 },
      ],
      kept: 'bound',
    },
    {
      title: 'of the bound ones the oldest, whatever its revision',
      pods: [
        { name: 'young', created: 2, hash: NEW },
        { name: 'aged', created: 1, hash: OLD },
      ],
      kept: 'aged',
    },
    {
      title: 'of equally old ones the first by name',
      pods: [{ name: 'b' }, { name: 'a' }],
      kept: 'a',
    },
  ])('DS-M7 keeps of several running pods $title', ({ pods, kept }) => {
    const onNode = pods.map((options) => aPod({ node: 'node-0', ...options }))

    const { deletes } = new SyncRig({ nodes: nodes(1), pods: onNode }).sync()

    expect(deletes).toEqual(pods.map(({ name }) => name).filter((name) => name !== kept))
  })

  it('DS-M8 creates with surge where no pod is running, though one is still terminating', () => {
    const pods = [aPod({ node: 'node-0', hash: OLD, terminating: true })]

    const rig = new SyncRig({ set: aDaemonSet({ maxSurge: 1 }), nodes: nodes(1), pods })

    expect(rig.sync().creates).toEqual(['node-0'])
  })

  it.each<SurgeCase>([
    { title: 'keeps both while the new one is not available', recent: 'False', deletes: ['third'] },
    { title: 'deletes the outdated one when the new one is', deletes: ['third', 'outdated'] },
    { title: 'deletes one that is not Ready', outdated: 'False', deletes: ['third', 'outdated'] },
  ])('DS-M9 $title', ({ recent = 'True', outdated = 'True', deletes }) => {
    const pods = [
      aPod({ name: 'outdated', node: 'node-0', hash: OLD, ready: outdated, created: 1 }),
      aPod({ name: 'third', node: 'node-0', hash: OLD, created: 2 }),
      aPod({ name: 'recent', node: 'node-0', ready: recent, created: 3 }),
    ]

    const rig = new SyncRig({ set: aDaemonSet({ maxSurge: 1 }), nodes: nodes(1), pods })

    expect(rig.sync().deletes).toEqual(deletes)
  })

  it('DS-M10 deletes what was never bound when its node is gone, and nothing else there', () => {
    const pods = [
      aPod({ name: 'bound', node: 'gone' }),
      aPod({ name: 'waiting', node: 'gone', bound: false }),
      aPod({ name: 'leaving', node: 'gone', bound: false, terminating: true }),
    ]

    const rig = new SyncRig({ nodes: [], pods })

    expect(rig.sync().deletes).toEqual(['waiting', 'leaving'])
  })

  it('DS-M11 neither counts nor deletes a pod without a node', () => {
    const outcome = new SyncRig({ nodes: nodes(1), pods: [aPod()] }).sync()

    expect(outcome).toMatchObject({ creates: ['node-0'], deletes: [] })
    expect(outcome.status?.currentNumberScheduled).toBe(0)
  })

  it.each([
    { maxSurge: 1, creates: ['node-0'] },
    { maxSurge: '1%', creates: ['node-0'] },
    { maxSurge: '0%', creates: [] },
    { maxSurge: 'many', creates: [] },
    { maxSurge: 1, type: 'OnDelete', creates: [] },
  ])(
    'DS-M12 surges with maxSurge $maxSurge and $type as it should',
    ({ maxSurge, type, creates }) => {
      const set = aDaemonSet({
        updateStrategy: { type: type ?? 'RollingUpdate', rollingUpdate: { maxSurge } },
      })
      const pods = [aPod({ node: 'node-0', terminating: true })]

      expect(new SyncRig({ set, nodes: nodes(1), pods }).sync().creates).toEqual(creates)
    },
  )
})

interface SurgeCase {
  readonly title: string
  readonly recent?: ConditionStatus
  readonly outdated?: ConditionStatus
  readonly deletes: readonly string[]
}
