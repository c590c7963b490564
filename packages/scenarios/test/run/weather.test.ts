import { describe, expect, it } from 'vitest'
import { type Cluster, scenario, simulate } from '../../src/index.ts'

const CHURN = {
  nodeFailure: { rate: '2000%/day', outage: { exponential: { mean: '5m' } }, repairSlots: 1 },
  spotInterruption: { rate: '20/day', replacement: 'karpenter' },
  zoneOutage: { rate: '300%/day', outage: '3m' },
}

/** What happened to machines in six hours under a policy, and when. */
function weatherUnder(maxUnavailable: number | string, seed: number): readonly string[] {
  const spec = {
    seed,
    cluster: { profile: 'kind-dev', nodes: [{ name: 'node', count: 6, zones: ['a', 'b'] }] },
    manifests: [agent(maxUnavailable)],
    churn: CHURN,
    timeline: [{ at: '1h', then: { setImage: { 'daemonset/agent': 'agent:2' } } }],
    until: { at: '6h' },
  }
  const happened: string[] = []
  const follow = ({ kubelets, simulation }: Cluster): void => {
    const note = (what: string) => (node: string) =>
      happened.push(`${simulation.now} ${what} ${node}`)
    kubelets.listenToHealth({ silent: note('silent'), returned: note('returned') })
  }
  simulate(scenario(JSON.stringify({ kind: 'Scenario', spec })), { participants: [follow] })
  return happened
}

function agent(maxUnavailable: number | string): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { containers: [{ name: 'main', image: 'agent:1' }] },
      },
    },
  }
}

describe('two policies', () => {
  it('meet the same weather on the same seed, and another one on another', () => {
    const careful = weatherUnder(1, 1)

    expect(careful.length).toBeGreaterThan(30)
    expect(weatherUnder('100%', 1)).toEqual(careful)
    expect(weatherUnder(1, 2)).not.toEqual(careful)
  })
})
