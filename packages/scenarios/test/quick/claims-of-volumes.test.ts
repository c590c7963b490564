import { describe, expect, it } from 'vitest'
import { claimsOfVolumes } from '../../src/quick/claims-of-volumes.ts'
import { manifestsOf } from './manifests-of.ts'

const VOLUME = `apiVersion: v1
kind: PersistentVolume
metadata: { name: pvc-1, uid: v, creationTimestamp: 2026-01-01T00:00:00Z }
spec:
  capacity: { storage: 2Gi }
  accessModes: [ReadWriteOnce]
  storageClassName: gp3
  claimRef: { namespace: shop, name: data-kafka-0, uid: c }
status: { phase: Bound }
`

const CLAIM = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data-kafka-0, namespace: shop, uid: c }
spec: { volumeName: pvc-1 }
`

function claims(yaml: string): readonly object[] {
  return claimsOfVolumes(manifestsOf(yaml).objects).map(({ object }) => object)
}

describe('the claims of volumes', () => {
  it('are what the volumes tell of them', () => {
    expect(claims(VOLUME)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'data-kafka-0',
          namespace: 'shop',
          uid: 'c',
          creationTimestamp: '2026-01-01T00:00:00Z',
          annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
        },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'gp3',
          volumeName: 'pvc-1',
          resources: { requests: { storage: '2Gi' } },
        },
        status: {
          phase: 'Bound',
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '2Gi' },
        },
      },
    ])
  })

  it('are not made up where they are given, or where a volume is free', () => {
    expect(claims(`${VOLUME}---\n${CLAIM}`)).toEqual([])
    expect(claims(VOLUME.replace('Bound', 'Released'))).toEqual([])
    expect(claims(VOLUME.replace(/ {2}claimRef.*\n/, ''))).toEqual([])
  })
})
