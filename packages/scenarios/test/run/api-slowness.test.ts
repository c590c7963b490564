import { describe, expect, it } from 'vitest'
import { type RunResult, scenario, simulate } from '../../src/index.ts'

/** A StatefulSet of six that is rolled once, with that beside the change. */
function rolloutBeside(action: object): RunResult {
  const spec = {
    cluster: { profile: 'managed-cloud', nodes: [{ count: 3 }] },
    manifests: [
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'web' },
        spec: {
          serviceName: 'web',
          replicas: 6,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'main', image: 'web:1' }] },
          },
        },
      },
    ],
    timeline: [
      {
        when: { settled: 'all' },
        then: [action, { setImage: { 'statefulset/web': 'web:2' } }],
      },
    ],
    until: { settled: 'all', atMost: '4h' },
  }
  return simulate(scenario(JSON.stringify({ kind: 'Scenario', spec })))
}

describe('an API server that is slow', () => {
  it('costs a rollout what its critical path says, and is over when it is over', () => {
    const usual = rolloutBeside({ print: 'get po' }).rollouts.at(-1)!
    const slow = rolloutBeside({ slowApi: { added: '3s', for: '1h' } }).rollouts.at(-1)!
    const briefly = rolloutBeside({ slowApi: { added: '3s', for: '1s' } }).rollouts.at(-1)!

    const cost = slow.measures.rolloutDuration! - usual.measures.rolloutDuration!
    expect(slow.criticalPath.api).toBeGreaterThan(6 * 3 * 3e6)
    expect(slow.criticalPath.api - usual.criticalPath.api).toBeLessThan(cost)
    expect(briefly.measures.rolloutDuration).toBeLessThan(usual.measures.rolloutDuration! + 10e6)
  })
})
