import { type SimTime, minutes, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { FailedPodBackoff } from '../../src/daemon-set/failed-pod-backoff.ts'
import { aDaemonSet, aNode, aPod, nodes } from './builders.ts'
import { SyncRig } from './sync-rig.ts'

describe('failed pods', () => {
  it('DS-F1 are deleted at once, and an Event says so', () => {
    const pods = [aPod({ name: 'broken', node: 'node-0', phase: 'Failed' })]

    expect(new SyncRig({ nodes: nodes(1), pods }).sync(100)).toMatchObject({
      deletes: ['broken'],
      requeues: [],
      events: ['Warning FailedDaemonPod', 'Normal SuccessfulDelete'],
    })
  })

  it('DS-F2 are left alone inside the window, for the whole of it', () => {
    const rig = failing()
    rig.sync(100)

    expect(rig.sync(100.9)).toMatchObject({ deletes: [], requeues: [1] })
    expect(rig.sync(101)).toMatchObject({ deletes: ['broken'], requeues: [] })
  })

  it('DS-F3 are deleted after ever longer windows, up to 15 minutes, until half an hour has passed', () => {
    const backoff = new FailedPodBackoff()
    const lengths: number[] = []
    let now = 0 as SimTime
    for (let deletion = 0; deletion < 12; deletion++) {
      backoff.open('key', now)
      lengths.push(backoff.waitOf('key', now))
      now = (now + backoff.waitOf('key', now)) as SimTime
    }

    expect(lengths.map((length) => length / seconds(1))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900,
    ])
    expect(backoff.lengthAfter('key', (now + minutes(15)) as SimTime)).toBe(minutes(15))
    expect(backoff.lengthAfter('key', (now + minutes(15) + 1) as SimTime)).toBe(seconds(1))
  })

  it('DS-F4 are deleted one a node, and the others wait', () => {
    const pods = [
      aPod({ name: 'a', node: 'node-0', phase: 'Failed' }),
      aPod({ name: 'b', node: 'node-0', phase: 'Failed' }),
      aPod({ name: 'c', node: 'node-1', phase: 'Failed' }),
    ]

    const outcome = new SyncRig({ nodes: nodes(2), pods }).sync(100)

    expect(outcome.deletes).toEqual(['a', 'c'])
    expect(outcome.requeues).toEqual([1])
  })

  it('DS-F5 are deleted at once when the set has observed another generation', () => {
    const rig = failing()
    rig.sync(100)
    rig.informers.daemonSets.fill(aDaemonSet({ status: { observedGeneration: 2 } }))

    expect(rig.sync(100.5).deletes).toEqual(['broken'])
  })

  it('are not waited for on a node that keeps none', () => {
    const rig = new SyncRig({
      nodes: [aNode('bad', { taints: [{ key: 'x', effect: 'NoExecute' }] })],
      pods: [aPod({ name: 'broken', node: 'bad', phase: 'Failed' })],
    })
    rig.sync(100)
    rig.expectations.forget('default/agent')

    expect(rig.sync(100.1).deletes).toEqual(['broken'])
  })
})

/** A failed pod that stays, whatever is done about it. */
function failing(): SyncRig {
  return new SyncRig({
    nodes: nodes(1),
    pods: [aPod({ name: 'broken', node: 'node-0', phase: 'Failed' })],
    refuse: ({ verb }) => (verb === 'delete' ? 'NotFound' : undefined),
  })
}
