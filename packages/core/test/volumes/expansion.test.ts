import { describe, expect, it } from 'vitest'
import type { PersistentVolume, PersistentVolumeClaim } from '../../src/index.ts'
import { jsonAt, resizeRefusal } from '../../src/index.ts'
import { SmallCluster } from '../scheduler/small-cluster.ts'

const STAGES = { apiWrite: 0.01, watchDelay: 0.001, volumeProvision: 5, volumeStage: 1 }

describe('a claim that asks for more than it has', () => {
  it('gets a larger volume, and a larger file system on the node of its pod', () => {
    const cluster = boundClaim()
    resize(cluster, '2Gi')
    cluster.run(20)

    expect(history(cluster)).toEqual([
      'claim asks for 2Gi',
      'claim has 1Gi, Resizing',
      'volume has 2Gi',
      'claim has 1Gi, FileSystemResizePending',
      'claim has 2Gi',
    ])
  })

  it('waits for a pod that uses it', () => {
    const cluster = boundClaim()
    cluster.deletePod('web-0')
    cluster.run(10)
    resize(cluster, '2Gi')
    cluster.run(20)
    expect(cluster.claim('data-web-0').capacity).toBe('1Gi')
    cluster.addMember('web-0')
    cluster.run(20)

    expect(cluster.claim('data-web-0').capacity).toBe('2Gi')
  })
})

describe('the API server refuses', () => {
  it('what the class of the claim does not allow', () => {
    const cluster = boundClaim({ allowsExpansion: false })

    expect(refusal(cluster, '2Gi')).toMatch(/^only dynamically provisioned pvc can be resized/)
    expect(refusal(cluster, '1024Mi')).toBeUndefined()
  })

  it('a claim that is smaller than its volume, and one that is not bound', () => {
    const cluster = boundClaim()
    cluster.addClaim('unbound', { storageClassName: 'none' })

    expect(refusal(cluster, '512Mi')).toBe('field can not be less than status.capacity')
    expect(refusal(cluster, '2Gi')).toBeUndefined()
    expect(refusal(cluster, '2Gi', 'unbound')).toMatch(/^spec is immutable after creation/)
  })
})

function boundClaim({ allowsExpansion = true } = {}): SmallCluster {
  const cluster = new SmallCluster({ stages: STAGES })
  cluster.addNode('node-1')
  cluster.addStorageClass('standard', { isDefault: true, allowsExpansion })
  cluster.addClaim('data-web-0')
  cluster.addMember('web-0')
  cluster.run(20)
  cluster.changes.length = 0
  return cluster
}

function resized(claim: PersistentVolumeClaim, storage: string): PersistentVolumeClaim {
  return { ...claim, spec: { ...claim.spec, resources: { requests: { storage } } } }
}

function resize(cluster: SmallCluster, size: string): void {
  const claim = resized(cluster.claim('data-web-0'), size)
  cluster.server.update(claim, { by: 'user', why: '' })
}

function refusal(cluster: SmallCluster, size: string, name = 'data-web-0'): string | undefined {
  const claim = cluster.claim(name)
  return resizeRefusal(claim, resized(claim, size), cluster.server)?.detail
}

function history(cluster: SmallCluster): readonly string[] {
  return cluster.changes.flatMap(({ resource, object }) => {
    if (resource === 'persistentvolumes')
      return [`volume has ${sizeOf(object as PersistentVolume)}`]
    if (resource !== 'persistentvolumeclaims') return []
    return [wordsOf(object as PersistentVolumeClaim)]
  })
}

function sizeOf({ spec }: PersistentVolume): string {
  return String(jsonAt(spec, 'capacity', 'storage'))
}

function wordsOf({ capacity, spec, conditions = [], metadata }: PersistentVolumeClaim): string {
  const stage = conditions.filter(({ type }) => type !== 'Unused').map(({ type }) => type)
  const asked = String(jsonAt(spec, 'resources', 'requests', 'storage'))
  return metadata.generation > 0 && capacity !== asked && stage.length === 0
    ? `claim asks for ${asked}`
    : [`claim has ${capacity}`, ...stage].join(', ')
}
