import { describe, expect, it } from 'vitest'
import { OLD, aDaemonSet, aNode, aPod, nodes } from './builders.ts'
import { SyncRig } from './sync-rig.ts'

const COUNTED = {
  desiredNumberScheduled: 1,
  currentNumberScheduled: 1,
  numberReady: 1,
  numberAvailable: 1,
  updatedNumberScheduled: 1,
}

describe('the status', () => {
  it('DS-S1 counts nodes by their first pods', () => {
    const unwanted = { taints: [{ key: 'dedicated', effect: 'NoSchedule' }] }
    const set = aDaemonSet({ maxSurge: 1, minReadySeconds: 10 })
    const pods = [
      aPod({ node: 'a', hash: OLD, created: 1 }),
      aPod({ node: 'a', ready: 'False', created: 2 }),
      aPod({ node: 'b', readySince: 95 }),
      aPod({ node: 'c', ready: 'False' }),
      aPod({ node: 'x' }),
      aPod({ node: 'gone' }),
    ]

    const { status } = new SyncRig({
      set,
      nodes: [...['a', 'b', 'c', 'd'].map((name) => aNode(name)), aNode('x', unwanted)],
      pods,
    }).sync(100)

    expect(status).toEqual({
      observedGeneration: 2,
      desiredNumberScheduled: 4,
      currentNumberScheduled: 3,
      numberReady: 2,
      numberAvailable: 1,
      numberUnavailable: 3,
      updatedNumberScheduled: 2,
      numberMisscheduled: 1,
    })
  })

  it.each([
    {
      title: 'nothing has changed',
      status: { ...COUNTED, observedGeneration: 2 },
      isWritten: false,
    },
    {
      title: 'a counter has',
      status: { ...COUNTED, numberReady: 0, observedGeneration: 2 },
      isWritten: true,
    },
    { title: 'the generation is behind', status: COUNTED, isWritten: true },
  ])('DS-S2 is written or not when $title', ({ status, isWritten }) => {
    const rig = new SyncRig({
      set: aDaemonSet({ status }),
      nodes: nodes(1),
      pods: [aPod({ node: 'node-0' })],
    })

    expect(rig.sync().status !== undefined).toBe(isWritten)
  })

  it.each([
    { conflicts: 1, progress: 'done', writes: 2, reads: 1 },
    { conflicts: 2, progress: 'failed', writes: 2, reads: 1 },
  ])(
    'DS-S3 is tried again after $conflicts conflicts, once',
    ({ conflicts, progress, writes, reads }) => {
      let seen = 0
      const liveSet = aDaemonSet({ status: { observedGeneration: 1, collisionCount: 7 } })
      const rig = new SyncRig({
        nodes: nodes(1),
        pods: [aPod({ node: 'node-0' })],
        liveSet,
        refuse: ({ subresource }) =>
          subresource === 'status' && ++seen <= conflicts ? 'Conflict' : undefined,
      })

      const outcome = rig.sync()

      expect(outcome.progress).toBe(progress)
      expect(outcome.requests.filter(({ subresource }) => subresource === 'status')).toHaveLength(
        writes,
      )
      expect(outcome.requests.filter(({ verb }) => verb === 'get')).toHaveLength(reads)
      expect(outcome.status).toMatchObject({ ...COUNTED, collisionCount: 7 })
    },
  )

  it('DS-S4 is looked at again after minReadySeconds while pods ripen', () => {
    const ripening = {
      set: aDaemonSet({ minReadySeconds: 30 }),
      nodes: nodes(1),
      pods: [aPod({ node: 'node-0', readySince: 95 })],
    }

    const written = new SyncRig(ripening).sync(100)
    const refused = new SyncRig({
      ...ripening,
      refuse: ({ subresource }) => (subresource === 'status' ? 'Conflict' : undefined),
    }).sync(100)

    expect(written.requeues).toEqual([30])
    expect(refused.requeues).toEqual([])
  })

  it('DS-S4 is not looked at again for a new pod beside an old one', () => {
    const rig = new SyncRig({
      set: aDaemonSet({ minReadySeconds: 30, maxSurge: 1 }),
      nodes: nodes(1),
      pods: [
        aPod({ node: 'node-0', hash: OLD, readySince: 0 }),
        aPod({ node: 'node-0', created: 90, readySince: 95 }),
      ],
    })

    expect(rig.sync(100).requeues).toEqual([])
  })
})
