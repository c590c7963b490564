import type { ApiTime, StatefulSetCondition } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { aPod, aRevision, aSet, pods, revisionOf } from './builders.ts'
import { ControllerRig, type Objects } from './controller-rig.ts'

const revisions = [aRevision('v1', { number: 1 }), aRevision('v2', { number: 2 })]
const updated = { revision: revisionOf('v2') }
const ON = { gates: { StatefulSetRecreateStrategy: true } }

describe('the strategy Recreate', () => {
  it('STS-E1 deletes all outdated pods at once, condemned ones too, and makes nothing', () => {
    const all = [...pods([1, 2]), aPod(3, updated), aPod(9), aPod(4, { phase: 'Failed' })]

    const rig = synced({ set: recreated(6), pods: all })

    expect(podWrites(rig)).toEqual([1, 2, 4, 9].map((ordinal) => `delete pods web-${ordinal}`))
  })

  it('STS-E1 waits until the last of them is gone, then fills the slots', () => {
    const going = synced({ set: recreated(2), pods: [aPod(0, { terminating: true })] })
    const gone = synced({ set: recreated(2), pods: [] })

    expect(podWrites(going)).toEqual([])
    expect(podWrites(gone)).toEqual([`create pods web-0 (${revisionOf('v2')})`])
  })

  it('STS-E2 tells by a condition what is being waited for', () => {
    const deleting = synced({ set: recreated(1), pods: [aPod(0)] })
    const creating = synced({ set: recreated(1), pods: [] })
    const complete = synced({
      set: recreated(1, [condition('True', 'RecreateInProgress', 'Deleting old revision pods')]),
      pods: [aPod(0, updated)],
    })

    expect(deleting.status?.conditions).toEqual([
      condition('True', 'RecreateInProgress', 'Deleting old revision pods'),
    ])
    expect(creating.status?.conditions).toEqual([
      condition('True', 'RecreateInProgress', 'Waiting for new-revision pods to be created'),
    ])
    expect(complete.status?.conditions).toEqual([
      condition('False', 'RecreateCompleted', 'All pods recreated successfully'),
    ])
  })

  it('STS-E2 keeps the time of a transition as long as the status stays', () => {
    const since = { lastTransitionTime: -500 as ApiTime }
    const stored = condition('True', 'RecreateInProgress', 'Deleting old revision pods')

    const rig = synced({ set: recreated(1, [{ ...stored, ...since }]), pods: [] })

    expect(rig.status?.conditions).toMatchObject([since])
  })

  it('STS-E3 fails with an Event and without a status while its gate is off', () => {
    const rig = new ControllerRig({ set: recreated(2), pods: [aPod(0)], revisions })
    rig.sync()

    expect(rig.requests).toEqual([])
    expect(rig.eventReasons).toEqual(['UnknownStrategy'])
    expect(rig.hasFailed).toBe(true)
  })
})

function recreated(
  replicas: number,
  conditions?: readonly StatefulSetCondition[],
): ReturnType<typeof aSet> {
  const status = {
    currentRevision: revisionOf('v1'),
    ...(conditions !== undefined && { conditions }),
  }
  return aSet({ image: 'v2', replicas, updateStrategy: { type: 'Recreate' }, status })
}

function condition(status: string, reason: string, message: string): StatefulSetCondition {
  return { type: 'Progressing', status, reason, message, lastTransitionTime: 0 as ApiTime }
}

function synced(objects: Objects): ControllerRig {
  const rig = new ControllerRig({ revisions, ...objects }, ON)
  rig.sync()
  return rig
}

function podWrites(rig: ControllerRig): readonly string[] {
  return rig.requests.filter((line) => /^\w+ pods/.test(line))
}
