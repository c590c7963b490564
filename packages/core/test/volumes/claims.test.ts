import { describe, expect, it } from 'vitest'
import { VolumeCluster } from './volume-cluster.ts'

describe('a fresh claim of a class that binds at once', () => {
  it('goes through the writes that a real cluster makes', () => {
    const cluster = new VolumeCluster()
    cluster.addNode('node-1')
    cluster.addStorageClass('standard', { isDefault: true })
    cluster.addClaim('data-web-0')

    cluster.run(10)

    expect(cluster.story()).toEqual([
      'claim data-web-0 ADDED Pending',
      'claim data-web-0 MODIFIED asks for a volume',
      'volume ADDED Pending',
      'volume MODIFIED Bound',
      'claim data-web-0 MODIFIED volume found',
      'claim data-web-0 MODIFIED Bound',
      'claim data-web-0 MODIFIED Unused True',
    ])
  })
})
