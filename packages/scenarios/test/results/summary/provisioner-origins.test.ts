import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/index.ts'
import { provisionerOrigins } from '../../../src/results/summary/provisioner-origins.ts'

describe('the times of those who make new nodes', () => {
  it('are listed for all that a scenario has, once', () => {
    const churn = { spotInterruption: { rate: '1/day', replacement: 'karpenter' } }
    const upgradeNodes = { nodes: 'all', by: 'surge' }
    const reclaimNode = { nodes: 'node-0', replacement: 'karpenter' }

    const origins = originsOf(churn, [{ upgradeNodes }, { reclaimNode }])

    expect(origins.map(({ of, stage, origin }) => `${of} ${stage} ${origin.type}`)).toEqual([
      'cluster-autoscaler reaction published',
      'cluster-autoscaler startUp published',
      'karpenter reaction given',
      'karpenter startUp published',
    ])
  })

  it('are not those of the profile, of nobody, or of an upgrade in place', () => {
    const churn = { nodeFailure: { rate: '1/year', replacement: 'profile' } }
    const reclaimNode = { nodes: 'node-0' }

    expect(originsOf(churn, [{ upgradeNodes: { nodes: 'all' } }, { reclaimNode }])).toEqual([])
  })
})

function originsOf(churn: object, actions: readonly object[]) {
  return provisionerOrigins(
    scenario(
      JSON.stringify({
        kind: 'Scenario',
        spec: {
          cluster: { nodes: [{ name: 'node', count: 2 }] },
          manifests: [],
          churn,
          timeline: [{ at: '5m', then: actions }],
          until: { at: '15m' },
        },
      }),
    ),
  )
}
