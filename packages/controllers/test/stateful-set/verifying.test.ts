import type { Pod } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import {
  hasIdentity,
  hasStorage,
  withIdentity,
  withStorage,
} from '../../src/stateful-set/pod-shape.ts'
import { aClaim, aPod, aRevision, aSet, podLabels, revisionOf } from './builders.ts'
import { ControllerRig, type RigOptions } from './controller-rig.ts'

const shape = {
  namespace: 'default',
  setName: 'web',
  claimTemplates: ['data'],
  podIndexLabel: true,
}

describe('verifying pods', () => {
  it('STS-V1 knows a member by its name, its namespace and its label', () => {
    const unlabelled = aPod(0, { labels: { app: 'web' } })
    const padded = aPod(1, { name: 'web-01' })

    expect(hasIdentity(aPod(0), shape)).toBe(true)
    expect([unlabelled, padded].map((pod) => hasIdentity(pod, shape))).toEqual([false, false])
    expect(withIdentity(unlabelled, shape).metadata.labels).toEqual({
      app: 'web',
      'statefulset.kubernetes.io/pod-name': 'web-0',
      'apps.kubernetes.io/pod-index': '0',
    })
    expect(withIdentity(padded, shape).identity.name).toBe('web-1')
  })

  it('STS-V1 wants the pod to mount its own claims', () => {
    const own = aPod(0, { claims: [{ name: 'data', claimName: 'data-web-0' }] })
    const foreign = aPod(0, { claims: [{ name: 'data', claimName: 'data-web-1' }] })

    expect(hasStorage(own, shape)).toBe(true)
    expect(hasStorage(foreign, shape)).toBe(false)
    expect(withStorage(foreign, shape).volumes.claims).toEqual(own.volumes.claims)
  })

  it('STS-V2 tries a conflicting write four times, on what the cache shows by then', () => {
    const failures = [{ verb: 'update', resource: 'pods', reason: 'Conflict' }] as const
    const rig = rigWith(
      aPod(0, { labels: { app: 'web', 'controller-revision-hash': revisionOf('v1') } }),
      { failures },
    )

    rig.sync()
    rig.wait(0.005)
    rig.changeMetadata('web-0', {
      labels: {
        ...podLabels('web-0', 0, ''),
        'statefulset.kubernetes.io/pod-name': 'x',
        extra: '1',
      },
    })
    rig.wait(0.4)

    const tries = rig.answered.filter(
      ({ request }) => request.verb === 'update' && request.resource === 'pods',
    )
    expect(tries.slice(0, 4).map(({ time }) => time / 1_000)).toEqual([0, 10, 60, 310])
    expect(tries.slice(0, 3).map(({ request }) => labelsIn(request)['extra'])).toEqual([
      undefined,
      undefined,
      '1',
    ])
    expect(rig.eventReasons.slice(0, 1)).toEqual(['FailedUpdate'])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-V3 writes the pod, too, when only the owners of its claims were wrong', () => {
    const set = aSet({
      claims: ['data'],
      persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain', whenDeleted: 'Delete' },
    })
    const pod = aPod(0, { claims: [{ name: 'data', claimName: 'data-web-0' }] })
    const claims = [aClaim('data-web-0')]
    const rig = new ControllerRig({ set, pods: [pod], claims, revisions: [aRevision('v1')] })

    rig.sync()

    expect(rig.requests.slice(0, 2)).toEqual([
      'update persistentvolumeclaims data-web-0 (StatefulSet/web)',
      'update pods web-0',
    ])
    expect(rig.eventReasons).toEqual(['SuccessfulUpdate'])
  })
})

function rigWith(pod: Pod, options: RigOptions): ControllerRig {
  return new ControllerRig({ set: aSet(), pods: [pod], revisions: [aRevision('v1')] }, options)
}

function labelsIn(request: object): Readonly<Record<string, string>> {
  return (request as { readonly pod: Pod }).pod.metadata.labels
}
