import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/index.ts'
import { aDaemonSet, aScenario } from '../a-scenario.ts'

describe('images', () => {
  it('need no pull where nodes pulled them before, or brought them along', () => {
    const cold = updateTime({})
    const pulled = updateTime({ before: [{ pullImages: { images: 'web:2' } }] })
    const brought = updateTime({ pool: { images: ['web:1', 'web:2'] } })

    expect(pulled).toBeLessThan(cold - 30)
    expect(brought).toBeLessThan(cold - 30)
  })

  it('come slower when the registry gives all nodes together less', () => {
    expect(updateTime({ cluster: { registry: { egress: '10M' } } })).toBeGreaterThan(
      updateTime({}) + 200,
    )
  })

  it('come together where kubelets pull in parallel', () => {
    const kubelet = { serializeImagePulls: false, maxParallelImagePulls: 5 }

    expect(updateTime({ cluster: { kubelet } })).toBeLessThan(updateTime({}))
  })

  it('of the revision before are pulled again for a rollback where there is no room for both', () => {
    const after = [{ setImage: { 'daemonset/web': { web: 'web:1', log: 'log:1' } } }]
    const images = { 'web:1': { size: '3G' }, 'web:2': { size: '3G' } }
    const roomy = updateTime({ after, cluster: { images } })
    const crowded = updateTime({ after, cluster: { images, kubelet: { imageStorage: '15G' } } })

    expect(crowded).toBeGreaterThan(roomy + 30)
  })

  it('come one at a time where kubelets pull one after the other, whatever the maximum', () => {
    const kubelet = { maxParallelImagePulls: 5 }

    expect(() => updateTime({ cluster: { kubelet } })).toThrow(/maxParallelImagePulls/)
  })
})

/** How long the last update takes of two sets with a pod on each of three nodes, in seconds. */
function updateTime({
  before = [],
  after = [],
  pool = {},
  cluster = {},
}: {
  readonly before?: readonly unknown[]
  readonly after?: readonly unknown[]
  readonly pool?: Readonly<Record<string, unknown>>
  readonly cluster?: Readonly<Record<string, unknown>>
}): number {
  const containers = ['web', 'log'].map((name) => ({ name, image: `${name}:1` }))
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3 } }
  const setImage = {
    'daemonset/log': 'log:2',
    'daemonset/web': { web: 'web:2', log: 'log:2' },
  }
  const { rollouts } = simulate(
    aScenario({
      cluster: {
        nodes: [{ name: 'node', count: 3, ...pool }],
        images: { 'web:2': { size: '3G' }, 'log:2': { size: '1G' } },
        ...cluster,
      },
      manifests: [
        aDaemonSet({ name: 'web', spec: { updateStrategy }, podSpec: { containers } }),
        aDaemonSet({ name: 'log' }),
      ],
      timeline: [
        ...before.map((action) => ({ at: '5m', then: action })),
        { at: '15m', then: { setImage } },
        ...after.map((action) => ({ at: '45m', then: action })),
      ],
      until: { at: '90m' },
    }),
  )
  const { start, end } = rollouts.at(-1)!
  return (end.time - start) / 1_000_000
}
