import type { ApiTime, OwnerReference } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import {
  type ClaimRetention,
  type ClaimUser,
  areOwnersAsWanted,
  hasUnexpectedController,
  isStale,
  repairedOwners,
} from '../../src/stateful-set/plans/claim-retention.ts'
import { BY_SET, BY_STRANGER, SET_UID, aClaim, aPod, aRevision, aSet, byPod } from './builders.ts'
import { ControllerRig } from './controller-rig.ts'

const user: ClaimUser = {
  setName: 'web',
  setUid: SET_UID,
  ordinal: 0,
  podName: 'web-0',
  podUid: 'uid-web-0',
  isCondemned: false,
}
const BY_POD = byPod('web-0')
const BACKUP: OwnerReference = { apiVersion: 'v1', kind: 'Backup', name: 'b', uid: 'uid-b' }

describe('the owners of claims', () => {
  it.each([
    ['Retain', 'Retain', [], []],
    ['Retain', 'Delete', [BY_SET], [BY_SET]],
    ['Delete', 'Retain', [], [BY_POD]],
    ['Delete', 'Delete', [BY_SET], [BY_POD]],
    ['Keep', 'Delete', [], []],
    ['Delete', 'Keep', [], []],
  ])('STS-C1 are with whenScaled %s and whenDeleted %s as the policy says', (...row) => {
    const [whenScaled, whenDeleted, inRange, condemned] = row
    const retention = { whenScaled, whenDeleted }

    expect(repairedOwners([], user, retention)).toEqual(inRange)
    expect(repairedOwners([], { ...user, isCondemned: true }, retention)).toEqual(condemned)
  })

  it.each([
    ['a set of that name that is gone', [{ ...BY_SET, uid: 'uid-gone' }], true],
    ['an earlier pod of that name', [byPod('web-0', 'uid-earlier')], true],
    ['somebody else', [BY_STRANGER], true],
    ['somebody else and us', [BY_STRANGER, BY_SET], false],
    ['us, but not as the controller', [{ ...BY_SET, controller: false }], false],
    ['us and somebody who does not control it', [BACKUP, BY_SET], true],
    ['nobody', [], false],
    ['the pod', [BY_POD], false],
  ])('STS-C2 are as wanted if the claim belongs to %s: %s', (_who, owners, expected) => {
    expect(areOwnersAsWanted(owners, user, TO_SET)).toBe(expected)
  })

  it.each([
    ['puts us in', [BACKUP], [BACKUP, BY_SET]],
    ['takes the pod out', [BY_POD], [BY_SET]],
    ['mends the flag', [{ ...BY_SET, controller: false }], [BY_SET]],
    ['gives way to somebody else', [BY_STRANGER, BY_SET], [BY_STRANGER]],
    [
      'leaves us under another name',
      [{ ...BY_SET, name: 'renamed' }],
      [{ ...BY_SET, name: 'renamed' }],
    ],
  ])('STS-C3 a repair %s', (_what, owners, repaired) => {
    expect(repairedOwners(owners, user, TO_SET)).toEqual(repaired)
  })

  it('STS-C4 creates every missing claim by its template, with the labels selected by', () => {
    const set = aSet({
      volumeClaimTemplates: [
        {
          metadata: { name: 'data', labels: { app: 'x', kind: 'disk' } },
          spec: { storageClassName: 'fast' },
        },
        { metadata: { name: 'logs' }, spec: {} },
      ],
    })
    const failures = [
      { verb: 'create', resource: 'persistentvolumeclaims', reason: 'Forbidden', times: 1 },
    ] as const

    const rig = new ControllerRig({ set, revisions: [aRevision('v1')] }, { failures })
    rig.sync()

    expect(rig.requests.slice(0, 2)).toEqual([
      'create persistentvolumeclaims data-web-0 ✗ Forbidden',
      'create persistentvolumeclaims logs-web-0',
    ])
    const [first] = rig.answered
    expect(first?.request).toMatchObject({
      object: {
        metadata: { labels: { app: 'web', kind: 'disk' }, ownerReferences: [] },
        spec: { storageClassName: 'fast' },
      },
    })
  })

  it('STS-C4 takes a claim that is being deleted for a failure', () => {
    const metadata = {
      deletionTimestamp: 0 as ApiTime,
      finalizers: ['kubernetes.io/pvc-protection'],
    }
    const pod = aPod(0, { phase: 'Pending', claims: [{ name: 'data', claimName: 'data-web-0' }] })

    const rig = new ControllerRig({
      set: aSet({ claims: ['data'] }),
      pods: [pod],
      claims: [aClaim('data-web-0', [], metadata)],
      revisions: [aRevision('v1')],
    })
    rig.sync()

    expect(rig.hasFailed).toBe(true)
  })

  it('STS-C5 are stale if an earlier pod is among them, unless scaling retains claims', () => {
    const owners = [byPod('web-0', 'uid-earlier')]

    expect(isStale(owners, user, { whenScaled: 'Delete', whenDeleted: 'Retain' })).toBe(true)
    expect(isStale([BY_POD], user, { whenScaled: 'Delete', whenDeleted: 'Retain' })).toBe(false)
    expect(isStale(owners, user, { whenScaled: 'Retain', whenDeleted: 'Delete' })).toBe(false)
  })

  it('STS-C6 are told of when somebody else controls the claim, every time they are looked at', () => {
    expect(hasUnexpectedController([BY_STRANGER], user, TO_SET)).toBe(true)
    expect(hasUnexpectedController([BY_STRANGER], user, RETAIN)).toBe(false)
    expect(hasUnexpectedController([BACKUP, BY_SET], user, TO_SET)).toBe(false)

    const rig = new ControllerRig({
      set: aSet({ claims: ['data'], persistentVolumeClaimRetentionPolicy: TO_SET }),
      pods: [aPod(0, { phase: 'Pending', claims: [{ name: 'data', claimName: 'data-web-0' }] })],
      claims: [aClaim('data-web-0', [BY_STRANGER])],
      revisions: [aRevision('v1')],
    })
    rig.sync()

    expect(rig.eventReasons).toEqual(['ConflictingController'])
    expect(rig.requests).toEqual(['update statefulsets/status web'])
  })
})

const TO_SET: ClaimRetention = { whenScaled: 'Retain', whenDeleted: 'Delete' }
const RETAIN: ClaimRetention = { whenScaled: 'Retain', whenDeleted: 'Retain' }
