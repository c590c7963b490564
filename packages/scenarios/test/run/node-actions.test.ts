import { describe, expect, it } from 'vitest'
import { type RunResult, simulate } from '../../src/index.ts'
import { aScenario, aStatefulSet } from '../a-scenario.ts'

describe('a node that runs short of memory', () => {
  it('evicts pods, which their set makes anew elsewhere', () => {
    const result = run([{ at: '5m', then: { pressureNode: { nodes: 'node-0' } } }])

    expect(endings(result)).toEqual({ evicted: 1 })
    const [evicted] = result.pods.filter(({ ending }) => ending === 'evicted')
    const successor = result.pods.find(
      ({ pod, ending }) => pod === evicted?.pod && ending === undefined,
    )
    expect(evicted?.node).toBe('node-0')
    expect(successor?.node).toBe('node-1')
  })
})

describe('a machine that is switched off in good order', () => {
  it('loses its pods before it goes, and they come back when it does', () => {
    const result = run(
      [{ at: '5m', then: { shutdownNode: { nodes: 'node-0', gracePeriod: '40s', for: '10m' } } }],
      1,
    )

    expect(endings(result)).toEqual({ nodeLost: 3 })
    const successors = result.pods.filter(({ ending }) => ending === undefined)
    expect(successors.map(({ at }) => at.ready! > 15 * 60_000_000)).toEqual([true, true, true])
  })
})

describe('a kubelet that restarts', () => {
  it('does nothing to the pods on its node, but delays those that come', () => {
    const restart = { restartKubelet: { nodes: 'node-0', for: '20s' } }
    const calm = run([{ at: '5m', then: { restart: 'statefulset/web' } }], 1)
    const result = run([{ at: '5m', then: [restart, { restart: 'statefulset/web' }] }], 1)

    expect(endings(result)).toEqual(endings(calm))
    expect(lastEnd(result)).toBeGreaterThan(lastEnd(calm) + 15_000_000)
  })
})

describe('a node that is drained of some pods', () => {
  it.each([
    { podSelector: 'app=web', ended: true },
    { podSelector: 'app!=web', ended: false },
  ])('keeps the others: $podSelector ($ended)', ({ podSelector, ended }) => {
    const result = run([{ at: '5m', then: { drain: { nodes: 'node-0', podSelector } } }])

    expect('evicted' in endings(result)).toBe(ended)
  })

  it('needs to know which', () => {
    const drain = { nodes: 'node-0', podSelector: 'app in web' }

    expect(() => run([{ at: '5m', then: { drain } }])).toThrow(
      'podSelector: expected a label selector such as app=web, got "app in web"',
    )
  })
})

function endings({ pods }: RunResult): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { ending } of pods)
    if (ending !== undefined) counts[ending] = (counts[ending] ?? 0) + 1
  return counts
}

function lastEnd({ rollouts }: RunResult): number {
  return rollouts.at(-1)!.end.time
}

function run(timeline: readonly unknown[], nodes = 2): RunResult {
  return simulate(
    aScenario({
      cluster: { nodes: [{ name: 'node', count: nodes }] },
      manifests: [aStatefulSet({ podManagementPolicy: 'Parallel' })],
      timeline,
      until: { at: '40m' },
    }),
  )
}
