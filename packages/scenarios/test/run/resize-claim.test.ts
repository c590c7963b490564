import { describe, expect, it } from 'vitest'
import { type RunResult, scenario, simulate } from '../../src/index.ts'

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
    scenario(
      JSON.stringify({
        kind: 'Scenario',
        spec: {
          cluster: {
            nodes: [{ name: 'node', count: 1 }],
            storageClasses: [{ name: 'disk', default: true, allowVolumeExpansion }],
          },
          manifests: [
            {
              apiVersion: 'apps/v1',
              kind: 'StatefulSet',
              metadata: { name: 'web' },
              spec: {
                replicas: 1,
                serviceName: 'web',
                selector: { matchLabels: { app: 'web' } },
                template: {
                  metadata: { labels: { app: 'web' } },
                  spec: { containers: [{ name: 'web', image: 'web:1' }] },
                },
                volumeClaimTemplates: [
                  {
                    metadata: { name: 'data' },
                    spec: {
                      accessModes: ['ReadWriteOnce'],
                      resources: { requests: { storage: '10Gi' } },
                    },
                  },
                ],
              },
            },
          ],
          timeline: size === undefined ? [] : [resize],
          until: { at: '10m' },
        },
      }),
    ),
  )
}
