import { describe, expect, it } from 'vitest'
import { aPod, aRevision, aSet, pods } from './builders.ts'
import { ControllerRig, synced } from './controller-rig.ts'

const revisions = [aRevision('v1')]

describe('when a set is synced again', () => {
  it.each(['1.33', '1.34', '1.35.0'] as const)(
    'STS-Q10 looks in %s again after minReadySeconds as long as not all pods are available',
    (profile) => {
      const set = aSet({ replicas: 2, minReadySeconds: 30 })
      const ripe = pods([0, 1])

      const all = synced({ set, revisions, pods: ripe }, { profile })
      const some = synced({ set, revisions, pods: [ripe[0]!] }, { profile })

      expect(all.requeueAfter()).toBeUndefined()
      expect(some.requeueAfter()).toBe(30)
    },
  )

  it.each(['1.35.4', '1.36', '1.37'] as const)(
    'STS-Q11 looks in %s again when the next pod becomes available',
    (profile) => {
      const set = aSet({ replicas: 3, minReadySeconds: 30 })
      const waiting = [aPod(0), aPod(1, { readySince: -12 }), aPod(2, { readySince: -7 })]
      const timeless = [aPod(0), aPod(1), withoutReadyTime(aPod(2))]

      expect(synced({ set, revisions, pods: waiting }, { profile }).requeueAfter()).toBe(18)
      expect(synced({ set, revisions, pods: timeless }, { profile }).requeueAfter()).toBe(30)
      expect(synced({ set, revisions, pods: pods([0, 1]) }, { profile }).requeueAfter()).toBe(
        undefined,
      )
    },
  )

  it('STS-Q11 counts condemned and terminating pods, too', () => {
    const set = aSet({ replicas: 0, minReadySeconds: 30 })
    const going = [aPod(5, { readySince: -10, terminating: true })]

    expect(synced({ set, revisions, pods: going }, {}).requeueAfter()).toBe(20)
  })

  it('STS-Q12 fails from 1.36 on until the caches show what the controller has written', () => {
    const objects = { set: aSet({ replicas: 2 }), revisions }
    const old = new ControllerRig(objects, { profile: '1.35.4' })
    const guarded = new ControllerRig(objects, { profile: '1.36' })

    for (const rig of [old, guarded]) {
      rig.sync()
      rig.sync()
    }

    expect(old.requests.filter((line) => line.startsWith('create pods'))).toHaveLength(2)
    expect(guarded.requests.filter((line) => line.startsWith('create pods'))).toHaveLength(1)
    expect(guarded.requeueAfter()).toBe(0.005)
    guarded.wait(0.005)
    expect(guarded.controller.loop.failureCount).toBe(1)
  })

  it('STS-Q13 does nothing for a set that is gone, or whose selector means nothing', () => {
    const selector = { matchExpressions: [{ key: 'app', operator: 'Bogus', values: ['web'] }] }
    const gone = new ControllerRig({})
    const senseless = new ControllerRig({ set: aSet({ selector }) })

    for (const rig of [gone, senseless]) rig.sync()

    expect([...gone.requests, ...senseless.requests]).toEqual([])
    expect(gone.hasFailed || senseless.hasFailed).toBe(false)
  })
})

function withoutReadyTime(pod: ReturnType<typeof aPod>): ReturnType<typeof aPod> {
  pod.readyTransitionTime = aPod(0, { phase: 'Pending' }).readyTransitionTime
  return pod
}
