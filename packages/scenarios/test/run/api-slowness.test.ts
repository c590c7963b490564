import { describe, expect, it } from 'vitest'
import { type RunResult, simulate } from '../../src/index.ts'
import { aScenario, aStatefulSet } from '../a-scenario.ts'

/** A StatefulSet of six that is rolled once, with that beside the change. */
function rolloutBeside(action: object): RunResult {
  return simulate(
    aScenario({
      cluster: { profile: 'managed-cloud', nodes: [{ count: 3 }] },
      manifests: [aStatefulSet({ replicas: 6 })],
      timeline: [
        {
          when: { settled: 'all' },
          then: [action, { setImage: { 'statefulset/web': 'web:2' } }],
        },
      ],
      until: { settled: 'all', atMost: '4h' },
    }),
  )
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
