import { describe, expect, it } from 'vitest'
import { Pod, draftOf } from '../../src/api/pod.ts'
import { PodCollection } from '../../src/store/pod-collection.ts'
import { NO_CONTAINER_STATUSES } from '../../src/api/container-statuses.ts'
import { NO_VOLUMES, PodMetadata } from '../../src/api/pod.ts'
import type { PodSpecification } from '../../src/api/pod-specification.ts'

describe('the pods of a store', () => {
  it('are found by number and by name, each in its newest version', () => {
    const pods = new PodCollection()
    const first = pod(0, 'a', 'web-0')
    pods.add(first)
    pods.add(pod(1, 'b', 'web-0'))
    const newer = draftOf(first)
    pods.replace(newer)

    expect(pods.get('a', 'web-0')).toBe(newer)
    expect(pods.byNumber(0)).toBe(newer)
    expect(pods.findNamed('web-0')).toBe(newer)
    expect([...pods.values()].map(({ identity }) => identity.namespace)).toEqual(['a', 'b'])
    expect([...pods.inNamespace('b')]).toHaveLength(1)
  })

  it('are gone when they are deleted, and their numbers never come again', () => {
    const pods = new PodCollection()
    const gone = pod(0, 'a', 'web-0')
    pods.add(gone)
    pods.delete(gone)

    expect(pods.get('a', 'web-0')).toBeUndefined()
    expect(pods.byNumber(0)).toBeUndefined()
    expect(pods.size).toBe(0)
    expect(pods.numberEnd).toBe(1)
    expect(pods.every(() => false)).toBe(true)
  })
})

function pod(number: number, namespace: string, name: string): Pod {
  const identity = {
    number,
    namespace,
    name,
    uid: `uid-${number}`,
    generateName: '',
    creationTimestamp: 0 as Pod['identity']['creationTimestamp'],
    pinnedNode: '',
  }
  const specification = {} as PodSpecification
  return new Pod(identity, new PodMetadata({}), specification, NO_VOLUMES, NO_CONTAINER_STATUSES)
}
