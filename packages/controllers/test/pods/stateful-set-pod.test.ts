import {
  type JsonObject,
  type StatefulSet,
  jsonAt,
  parseTimestamp,
  readStatefulSet,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { claimsFromTemplates, statefulSetPod } from '../../src/index.ts'

const EPOCH = parseTimestamp('2026-01-01T00:00:00Z')!

function aSet(spec: JsonObject = {}): StatefulSet {
  const object = {
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'shop', uid: 'uid-1' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      serviceName: 'web-headless',
      template: {
        metadata: { labels: { app: 'web' }, annotations: { a: 'b' }, namespace: 'elsewhere' },
        spec: {
          hostname: 'ignored',
          subdomain: 'ignored',
          volumes: [
            { name: 'data', emptyDir: {} },
            { name: 'config', configMap: { name: 'c' } },
          ],
        },
      },
      ...spec,
    },
  }
  return readStatefulSet(object, EPOCH)
}

function claimTemplate(name: string, labels: JsonObject = {}): JsonObject {
  return { metadata: { name, labels }, spec: { accessModes: ['ReadWriteOnce'] } }
}

function podOf(set: StatefulSet): JsonObject {
  const identity = { ordinal: 3, revisionName: 'web-bcdf', podIndexLabel: true }
  return statefulSetPod(set, set.spec.template, identity)
}

describe('the pod of a StatefulSet', () => {
  it('has the identity of its ordinal', () => {
    expect(podOf(aSet())['metadata']).toEqual({
      generateName: 'web-',
      name: 'web-3',
      namespace: 'shop',
      labels: {
        app: 'web',
        'statefulset.kubernetes.io/pod-name': 'web-3',
        'apps.kubernetes.io/pod-index': '3',
        'controller-revision-hash': 'web-bcdf',
      },
      annotations: { a: 'b' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: 'web',
          uid: 'uid-1',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    })
  })

  it('is addressed by its own name and the service of the set, whatever the template says', () => {
    expect(podOf(aSet())['spec']).toMatchObject({ hostname: 'web-3', subdomain: 'web-headless' })
    expect(podOf(aSet({ serviceName: '' }))['spec']).not.toHaveProperty('subdomain')
  })

  it('mounts its claims first, and drops a volume of the template with the same name', () => {
    const set = aSet({ volumeClaimTemplates: [claimTemplate('wal'), claimTemplate('data')] })

    expect(jsonAt(podOf(set), 'spec', 'volumes')).toEqual([
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-3' } },
      { name: 'wal', persistentVolumeClaim: { claimName: 'wal-web-3' } },
      { name: 'config', configMap: { name: 'c' } },
    ])
  })
})

describe('the claims of a StatefulSet', () => {
  it('are named by template, set and ordinal, with the labels that the set selects by', () => {
    const set = aSet({
      volumeClaimTemplates: [claimTemplate('wal'), claimTemplate('data', { app: 'x', tier: 'db' })],
    })

    expect(claimsFromTemplates(set, 3).map(({ metadata }) => metadata)).toEqual([
      { name: 'data-web-3', namespace: 'shop', labels: { app: 'web', tier: 'db' } },
      { name: 'wal-web-3', namespace: 'shop', labels: { app: 'web' } },
    ])
  })
})
