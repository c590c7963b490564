import type { ApiTime, JsonObject, PodToCreate } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { currentRevisionEnd } from '../../src/stateful-set/plans/pod-revision.ts'
import { BY_SET, aClaim, aRevision, aSet, revisionOf } from './builders.ts'
import { type ControllerRig, synced } from './controller-rig.ts'

const status = { currentReplicas: 3 }

describe('the revision of a new pod', () => {
  it.each(['RollingUpdate', 'OnDelete'])(
    'STS-N1 is the current one below the partition, under %s',
    (type) => {
      const updateStrategy = { type, rollingUpdate: { partition: 2 } }

      expect(currentRevisionEnd(aSet({ updateStrategy, status }))).toBe(2)
    },
  )

  it('STS-N1 counts the partition in slots, not in ordinals', () => {
    const set = aSet({
      image: 'v2',
      replicas: 3,
      ordinals: { start: 10 },
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
      status: { currentRevision: revisionOf('v1') },
    })

    const rig = synced({ set, revisions: [aRevision('v1'), aRevision('v2', { number: 2 })] })

    expect(createdPods(rig).map(({ name, metadata }) => [name, metadata.revision])).toEqual([
      ['web-10', revisionOf('v1')],
      ['web-11', revisionOf('v1')],
      ['web-12', revisionOf('v2')],
    ])
  })

  it('STS-N2 is the current one below the stored currentReplicas without a rollingUpdate', () => {
    const updateStrategy = { type: 'RollingUpdate' }

    expect(currentRevisionEnd(aSet({ updateStrategy, status }))).toBe(3)
  })

  it.each(['OnDelete', 'Recreate'])('STS-N3 is the update revision under %s', (type) => {
    expect(currentRevisionEnd(aSet({ updateStrategy: { type }, status }))).toBe(0)
  })
})

describe('building pods', () => {
  it('STS-B1 takes what the template says, and adds what makes it a member', () => {
    const template = {
      metadata: {
        labels: { app: 'web', tier: 'db' },
        annotations: { note: 'n' },
        finalizers: ['f'],
      },
      spec: { containers: [], volumes: [volume('config'), volume('data')] },
    }
    const set = aSet({ template, claims: ['data'] })

    const [pod] = createdPods(synced({ set }))

    expect(pod).toMatchObject({
      name: 'web-0',
      generateName: 'web-',
      metadata: {
        labels: {
          app: 'web',
          tier: 'db',
          'statefulset.kubernetes.io/pod-name': 'web-0',
          'apps.kubernetes.io/pod-index': '0',
          'controller-revision-hash': pod?.metadata.revision,
        },
        annotations: { note: 'n' },
        finalizers: ['f'],
        ownerReferences: [BY_SET],
      },
      volumes: { claims: [{ name: 'data', claimName: 'data-web-0' }], others: ['config'] },
    })
    expect(pod?.specification.template['volumes']).toEqual(template.spec.volumes)
  })

  it('STS-B1 has all pods of a revision share their specification', () => {
    const set = aSet({ replicas: 5, podManagementPolicy: 'Parallel' })

    const specifications = createdPods(synced({ set })).map(({ specification }) => specification)

    expect(new Set(specifications).size).toBe(1)
  })

  it('STS-B2 makes claims, then the pod, then sees to the owners of the claims that it knows', () => {
    const set = aSet({ claims: ['data', 'logs'], ...OWNED_BY_SET })

    const rig = synced({ set, claims: [aClaim('logs-web-0')] })

    expect(rig.requests.slice(1, -1)).toEqual([
      'create persistentvolumeclaims data-web-0',
      `create pods web-0 (${revisionOf('v1')})`,
      'update persistentvolumeclaims logs-web-0 (StatefulSet/web)',
    ])
  })

  it('STS-B3 makes no pod without its claims', () => {
    const set = aSet({ claims: ['data', 'logs'] })
    const claims = [
      aClaim('data-web-0', [], { deletionTimestamp: 0 as ApiTime, finalizers: ['x'] }),
    ]

    const rig = synced({ set, claims })

    expect(rig.requests.filter((line) => line.startsWith('create p'))).toEqual([
      'create persistentvolumeclaims logs-web-0',
    ])
    expect(rig.eventReasons).toEqual(['SuccessfulCreate', 'FailedCreate'])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-B4 fails without a word when the name is taken', () => {
    const set = aSet({ claims: ['data'], ...OWNED_BY_SET })
    const failures = [{ verb: 'create', resource: 'pods', reason: 'AlreadyExists' }] as const

    const rig = synced({ set, claims: [aClaim('data-web-0')] }, { failures })

    expect(rig.requests.filter((line) => line.includes('persistentvolumeclaims'))).toEqual([])
    expect(rig.eventReasons).toEqual([])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-B2 sees to the owners also when the pod is refused', () => {
    const set = aSet({ claims: ['data'], ...OWNED_BY_SET })
    const failures = [{ verb: 'create', resource: 'pods', reason: 'Forbidden' }] as const

    const rig = synced({ set, claims: [aClaim('data-web-0')] }, { failures })

    expect(rig.requests).toContain('update persistentvolumeclaims data-web-0 (StatefulSet/web)')
    expect(rig.eventReasons).toEqual(['FailedCreate'])
  })
})

const OWNED_BY_SET = {
  persistentVolumeClaimRetentionPolicy: { whenScaled: 'Retain', whenDeleted: 'Delete' },
}

function volume(name: string): JsonObject {
  return { name, emptyDir: {} }
}

function createdPods(rig: ControllerRig): readonly PodToCreate[] {
  return rig.answered.flatMap(({ request }) =>
    request.verb === 'create' && 'pod' in request ? [request.pod] : [],
  )
}
