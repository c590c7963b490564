import { describe, expect, it } from 'vitest'
import { type RunResult, simulate } from '../../src/index.ts'
import { aScenario, aStatefulSet } from '../a-scenario.ts'

describe('resizing the claim of a running pod', () => {
  it('leaves the pod alone and gives it a larger volume', () => {
    const { podCounts, changeCount } = resized(true, '20Gi')

    expect(podCounts).toEqual({ created: 1, existing: 1 })
    expect(changeCount).toBe(resized(true, undefined).changeCount + 5)
  })

  it('is refused by a class that does not allow it', () => {
    expect(() => resized(false, '20Gi')).toThrow(/storageclass .* must support resize/)
  })

  it('is refused when it asks for less than there is', () => {
    expect(() => resized(true, '5Gi')).toThrow(/field can not be less than status.capacity/)
  })
})

function resized(allowVolumeExpansion: boolean, size: string | undefined): RunResult {
  const resize = { at: '5m', then: { resizeClaim: { 'data-web-0': size } } }
  return simulate(
    aScenario({
      cluster: {
        nodes: [{ name: 'node', count: 1 }],
        storageClasses: [{ name: 'disk', default: true, allowVolumeExpansion }],
      },
      manifests: [aStatefulSet({ replicas: 1, volumeClaimTemplates: [TEN_GIGABYTES] })],
      timeline: size === undefined ? [] : [resize],
      until: { at: '10m' },
    }),
  )
}

const TEN_GIGABYTES = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
}
