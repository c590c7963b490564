import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/index.ts'
import { aScenario, aStatefulSet } from '../a-scenario.ts'

describe('who waits when a run came to no end', () => {
  it('is named by its namespace, unless that is the default one', () => {
    const set = aStatefulSet({ replicas: 1 })
    const { waits } = simulate(
      aScenario({
        cluster: { nodes: [{ count: 1 }], images: { 'web:1': { pullable: false } } },
        manifests: [set, { ...set, metadata: { name: 'web', namespace: 'shop' } }],
        until: { settled: 'all', atMost: '10m' },
      }),
    )

    expect(waits.map(({ who }) => who)).toEqual([
      'statefulset/web',
      'pod/web-0',
      'statefulset/shop/web',
      'pod/shop/web-0',
    ])
  })

  it('is told what the quota says that gives a set no more pods', () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'few' },
      spec: { hard: { pods: '1' } },
    }
    const { waits } = simulate(
      aScenario({
        cluster: { nodes: [{ count: 1 }] },
        manifests: [quota, aStatefulSet({ replicas: 2 })],
        until: { settled: 'all', atMost: '10m' },
      }),
    )

    expect(waits).toEqual([
      {
        who: 'statefulset/web',
        forWhat:
          '1 of 2 pods updated, 1 ready; ' +
          'exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
      },
    ])
  })
})
