import { describe, expect, it } from 'vitest'
import { type RunResult, simulate } from '../../../src/index.ts'
import { aScenario, aStatefulSet } from '../../a-scenario.ts'

/** A node is lost in the middle of a rollout that does not get done. */
const SCENARIO = aScenario({
  cluster: { profile: 'managed-cloud', nodes: [{ name: 'node', count: 4 }] },
  manifests: [aStatefulSet({ replicas: 6, minReadySeconds: 5 })],
  timeline: [
    { when: { settled: 'all' }, then: { setImage: { 'statefulset/web': 'web:2' } } },
    { at: '+20s', then: { crashNode: 'node-0' } },
  ],
  until: { settled: 'all', atMost: '10m' },
})

function run(waits: 'keep' | 'drop'): RunResult {
  return simulate(SCENARIO, { waits })
}

describe('a run that drops waits', () => {
  it('stores the same changes and measures the same', () => {
    const [kept, dropped] = [run('keep'), run('drop')]

    expect(dropped.traceDigest).toBe(kept.traceDigest)
    expect(dropped.outcome).toBe('stalled')
    expect(dropped.rollouts.map(({ measures }) => measures)).toEqual(
      kept.rollouts.map(({ measures }) => measures),
    )
  })

  it('says of its rollouts that they have waited for nothing', () => {
    const [kept, dropped] = [run('keep').rollouts.at(-1)!, run('drop').rollouts.at(-1)!]

    expect(Object.keys(dropped.waited)).toEqual(Object.keys(kept.waited))
    expect(Object.keys(dropped.criticalPath)).toEqual(Object.keys(kept.criticalPath))
    const durations = [...Object.values(dropped.waited), ...Object.values(dropped.criticalPath)]
    expect(durations.every((duration) => duration === 0)).toBe(true)
    expect([dropped.longestWaits, dropped.stillWaiting]).toEqual([[], []])
    expect(kept.stillWaiting).not.toEqual([])
  })
})
