import type { Pod } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { OLD, aDaemonSet, aNode, aPod, nodes } from './builders.ts'
import { SyncRig } from './sync-rig.ts'

const UNWANTED = { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] }

describe('a rollout', () => {
  it.each([
    { maxUnavailable: 2, count: 2 },
    { maxUnavailable: '25%', count: 2 },
    { maxUnavailable: '1%', count: 1 },
    { maxUnavailable: '100%', count: 5 },
  ])(
    'DS-R1 takes $count of 5 nodes at maxUnavailable $maxUnavailable',
    ({ maxUnavailable, count }) => {
      const rig = new SyncRig({
        set: aDaemonSet({ maxUnavailable }),
        nodes: nodes(5),
        pods: outdated(5),
      })

      expect(rig.sync().deletes).toHaveLength(count)
    },
  )

  it.each([{ maxUnavailable: 0 }, { maxUnavailable: '0%' }])(
    'DS-R2 takes one node at a time at maxUnavailable $maxUnavailable without surge',
    ({ maxUnavailable }) => {
      const set = aDaemonSet({ maxUnavailable })

      expect(new SyncRig({ set, nodes: nodes(3), pods: outdated(3) }).sync().deletes).toHaveLength(
        1,
      )
    },
  )

  it('DS-R3 fails over a malformed limit, after manage and with a status', () => {
    const set = aDaemonSet({ maxUnavailable: 'many' })
    const extra = aPod({ name: 'extra', node: 'node-0', hash: OLD, created: 5 })

    const rig = new SyncRig({ set, nodes: nodes(1), pods: [...outdated(1), extra], refuse: gone })
    const outcome = rig.sync()

    expect(outcome).toMatchObject({ progress: 'failed', deletes: ['extra'] })
    expect(outcome.status).toBeDefined()
  })

  it.each([
    { title: 'a node without a pod', pods: [], counts: true },
    { title: 'a node with a terminating pod only', pods: [{ terminating: true }], counts: true },
    { title: 'a new pod that is not available', pods: [{ ready: 'False' }], counts: true },
    { title: 'a new pod beside an outdated one', pods: [{}, { hash: OLD }], counts: true },
    { title: 'an available new pod', pods: [{}], counts: false },
    {
      title: 'an available pod beside a terminating one',
      pods: [{}, { terminating: true }],
      counts: false,
    },
  ] as const)('DS-R4 counts or does not count as unavailable: $title', ({ pods, counts }) => {
    const rig = new SyncRig({
      nodes: [aNode('x', pods.length === 0 ? {} : UNWANTED), aNode('y')],
      pods: [...pods.map((options) => aPod({ node: 'x', ...options })), ...outdated(1, 'y')],
      refuse: gone,
    })

    expect(rig.sync().deletes.includes('outdated-y')).toBe(!counts)
  })

  it('DS-R5 deletes every outdated pod that is not available', () => {
    const pods = [...outdated(3).map(unready), aPod({ node: 'node-3', ready: 'False' })]

    const { deletes } = new SyncRig({ nodes: nodes(4), pods }).sync()

    expect(deletes).toEqual(['outdated-node-0', 'outdated-node-1', 'outdated-node-2'])
  })

  it('DS-R6 deletes available outdated pods up to what maxUnavailable leaves', () => {
    const set = aDaemonSet({ maxUnavailable: 3 })
    const pods = [...outdated(4), aPod({ node: 'node-4', ready: 'False' })]

    const { deletes } = new SyncRig({ set, nodes: nodes(5), pods }).sync()

    expect(deletes).toEqual(['outdated-node-0', 'outdated-node-1'])
  })

  it('DS-R7 surges where both limits are set', () => {
    const set = aDaemonSet({ maxUnavailable: 2, maxSurge: 1 })

    const rig = new SyncRig({ set, nodes: nodes(3), pods: outdated(3) })

    expect(rig.sync()).toMatchObject({ creates: ['node-0'], deletes: [] })
  })

  it('DS-R8 creates a pod beside every outdated one that is not available', () => {
    const set = aDaemonSet({ maxSurge: 1 })
    const pods = [...outdated(3).map(unready), aPod({ node: 'node-3', ready: 'False' })]

    const { creates } = new SyncRig({ set, nodes: nodes(4), pods }).sync()

    expect(creates).toEqual(['node-0', 'node-1', 'node-2'])
  })

  it('DS-R9 creates pods beside available ones up to what maxSurge leaves', () => {
    const set = aDaemonSet({ maxSurge: 3 })
    const pods = [...outdated(4), aPod({ node: 'node-3', ready: 'False' })]

    const { creates } = new SyncRig({ set, nodes: nodes(4), pods }).sync()

    expect(creates).toEqual(['node-0', 'node-1'])
  })

  it('DS-R10 deletes the outdated pod beside an available one, and an unavailable one where none is wanted', () => {
    const set = aDaemonSet({ maxSurge: 1, metadata: { annotations: GENERATION } })
    const pods = [
      ...outdated(1, 'node-0'),
      aPod({ node: 'node-0', hash: '', labels: { 'pod-template-generation': '7' } }),
      ...outdated(1, 'x').map(unready),
    ]

    const rig = new SyncRig({
      set,
      nodes: [aNode('node-0'), aNode('x', UNWANTED)],
      pods,
      refuse: gone,
    })

    expect(rig.sync().deletes).toContain('outdated-node-0')
    expect(rig.sync().deletes).toContain('outdated-x')
  })

  it.each([
    { recent: 'True', deletes: ['outdated-x'] },
    { recent: 'False', deletes: [] },
  ] as const)(
    'DS-R11 deletes an unwanted pod only where enough nodes serve ($recent)',
    ({ recent, deletes }) => {
      const set = aDaemonSet({ maxSurge: 1 })
      const pods = [...outdated(1, 'x'), aPod({ node: 'node-0', ready: recent })]

      const rig = new SyncRig({ set, nodes: [aNode('x', UNWANTED), aNode('node-0')], pods })

      expect(rig.sync().deletes).toEqual(deletes)
    },
  )

  it('DS-R12 fails with surge while an outdated pod stands on a node that is gone', () => {
    const set = aDaemonSet({ maxSurge: 1 })

    const outcome = new SyncRig({
      set,
      nodes: nodes(1),
      pods: [...outdated(1), ...outdated(1, 'gone')],
    }).sync()

    expect(outcome).toMatchObject({ progress: 'failed', creates: [] })
  })

  it('DS-R13 asks up to 1.33 for more than minReadySeconds', () => {
    expect(availableAt('1.33', 110)).toBe(0)
    expect(availableAt('1.33', 110.000001)).toBe(1)
  })

  it('DS-R14 asks from 1.34 on for minReadySeconds', () => {
    expect(availableAt('1.34', 109.999999)).toBe(0)
    expect(availableAt('1.34', 110)).toBe(1)
  })
})

const GENERATION = { 'deprecated.daemonset.template.generation': '7' }

function availableAt(profile: '1.33' | '1.34', second: number): number | undefined {
  const set = aDaemonSet({ minReadySeconds: 10 })
  const pods = [aPod({ node: 'node-0', readySince: 100 })]
  return new SyncRig({ set, nodes: nodes(1), pods, profile }).sync(second).status?.numberAvailable
}

/** Outdated pods, available, on that many nodes or on this one. */
function outdated(count: number, node?: string): readonly Pod[] {
  return Array.from({ length: count }, (_, number) => {
    const on = node ?? `node-${number}`
    return aPod({ name: `outdated-${on}`, node: on, hash: OLD })
  })
}

function unready(pod: Pod): Pod {
  pod.ready = 'False'
  return pod
}

/** Deletions find nothing, so that the rollout follows in the same sync. */
function gone({ verb }: { readonly verb: string }): 'NotFound' | undefined {
  return verb === 'delete' ? 'NotFound' : undefined
}
