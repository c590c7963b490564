import {
  type ChangeType,
  NO_CONTAINER_STATUSES,
  NO_VOLUMES,
  Pod,
  PodMetadata,
  type SimTime,
  type StoredChange,
  UNSET,
  podSpecification,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { PodOwners } from '../../src/runtime/pod-owners.ts'

describe('PodOwners', () => {
  it('keeps a pod with the controller that owns it', () => {
    const owners = makeOwners()

    owners.changed(change('ADDED', aPod({ number: 1, owner: 'uid-web' })))
    owners.changed(change('ADDED', aPod({ number: 2, owner: 'uid-db' })))
    owners.changed(change('ADDED', aPod({ number: 3, owner: 'uid-web' })))

    expect([...owners.of('uid-web')!.numbers]).toEqual([1, 3])
    expect([...owners.of('uid-db')!.numbers]).toEqual([2])
  })

  it('leaves out the pods of another kind of controller', () => {
    const owners = makeOwners()

    owners.changed(change('ADDED', aPod({ number: 1, owner: 'uid-rs', kind: 'ReplicaSet' })))

    expect(owners.of('uid-rs')).toBeUndefined()
  })

  it('moves a pod that is released or adopted', () => {
    const owners = makeOwners()
    const orphan = aPod({ number: 1 })
    const owned = aPod({ number: 1, owner: 'uid-web' })

    owners.changed(change('ADDED', orphan))
    expect([...owners.orphansIn('default').keys()]).toEqual([1])

    owners.changed(change('MODIFIED', owned, orphan))
    expect([...owners.orphansIn('default').keys()]).toEqual([])
    expect([...owners.of('uid-web')!.numbers]).toEqual([1])

    owners.changed(change('MODIFIED', orphan, owned))
    expect([...owners.of('uid-web')!.numbers]).toEqual([])
    expect([...owners.orphansIn('default').keys()]).toEqual([1])
  })

  it('drops a pod that is gone', () => {
    const owners = makeOwners()
    const pod = aPod({ number: 1, owner: 'uid-web' })

    owners.changed(change('ADDED', pod))
    owners.changed(change('DELETED', pod, pod))

    expect([...owners.of('uid-web')!.numbers]).toEqual([])
  })
})

class PodNumbers {
  readonly numbers = new Set<number>()

  put(pod: Pod): void {
    this.numbers.add(pod.identity.number)
  }

  remove(pod: Pod): void {
    this.numbers.delete(pod.identity.number)
  }
}

function makeOwners(): PodOwners<PodNumbers> {
  return new PodOwners({ kind: 'StatefulSet', keeperFor: () => new PodNumbers() })
}

function aPod({
  number,
  owner,
  kind = 'StatefulSet',
}: {
  number: number
  owner?: string
  kind?: string
}): Pod {
  const reference = { apiVersion: 'apps/v1', kind, name: 'web', controller: true }
  return new Pod(
    {
      number,
      namespace: 'default',
      name: `web-${number}`,
      uid: `uid-${number}`,
      generateName: 'web-',
      creationTimestamp: UNSET,
      pinnedNode: '',
    },
    new PodMetadata({ ownerReferences: owner === undefined ? [] : [{ ...reference, uid: owner }] }),
    podSpecification({}),
    NO_VOLUMES,
    NO_CONTAINER_STATUSES,
  )
}

function change(type: ChangeType, object: Pod, previous?: Pod): StoredChange {
  return {
    type,
    resource: 'pods',
    object,
    previous,
    time: 0 as SimTime,
    resourceVersion: 1,
    by: '',
    why: '',
  }
}
