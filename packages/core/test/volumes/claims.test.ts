import { describe, expect, it } from 'vitest'
import { SmallCluster } from '../scheduler/small-cluster.ts'
import { story } from './story.ts'

describe('a pod with a fresh claim', () => {
  it('is turned away once when volumes are made at once, and follows the volume', () => {
    const cluster = new SmallCluster({ stages: { volumeProvision: 0.2 } })
    cluster.addNode('node-1')
    cluster.addStorageClass('standard', { isDefault: true })
    cluster.addClaim('data-web-0')
    cluster.addMember('web-0')

    cluster.run(10)

    expect(story(cluster.changes)).toEqual([
      'claim added',
      'web-0 added',
      'claim asks for a volume',
      'web-0 unschedulable',
      'volume added Pending',
      'volume Bound',
      'claim names its volume',
      'claim Bound',
      'web-0 bound to node-1',
      'claim used',
    ])
    expect(cluster.claim('data-web-0').spec['storageClassName']).toBe('standard')
  })
})
