import { describe, expect, it } from 'vitest'
import { type PodRow, type RunResult, simulate } from '../../../src/index.ts'
import { aDaemonSet, aScenario, aStatefulSet } from '../../a-scenario.ts'

const NEW_IMAGE = { setImage: { 'statefulset/web': 'web:2' } }

function web(replicas: number, spec: object = {}): object {
  const containers = [{ name: 'main', image: 'web:1', resources: { requests: { cpu: '3' } } }]
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers } }
  return aStatefulSet({ replicas, template, ...spec })
}

function run(spec: object, options: Parameters<typeof simulate>[1] = {}): RunResult {
  return simulate(aScenario(spec), options)
}

function podOf({ pods }: RunResult, name: string): PodRow {
  return pods.find(({ pod }) => pod === name)!
}

describe('a pod waits', () => {
  it('for a node that fits, once the scheduler has refused it', () => {
    const result = run({
      cluster: { profile: 'kind-dev', nodes: [{ count: 1 }] },
      manifests: [web(3, { podManagementPolicy: 'Parallel' })],
      timeline: [{ at: '10m', then: { addNodes: { count: 1 } } }],
      until: { settled: 'all', atMost: '1h' },
    })

    const waited = result.pods.filter(({ at }) => at.refused !== undefined)
    expect(waited).toHaveLength(1)
    expect(waited[0]?.spent.schedule).toBeGreaterThan(590e6)
    expect(waited[0]?.spent.queue).toBeLessThan(1e6)
  })

  it('for its image, and not for its start', () => {
    const result = run({
      cluster: {
        profile: 'managed-cloud',
        nodes: [{ count: 1 }],
        images: { 'web:1': { size: '2000Mi' } },
      },
      manifests: [web(1)],
      until: { settled: 'all', atMost: '1h' },
    })

    const { pull, start } = podOf(result, 'web-0').spent
    expect(pull).toBeGreaterThan(20e6)
    expect(start).toBeLessThan(5e6)
  })

  it('for the network of its node, while the DaemonSet that provides it is not ready there', () => {
    const plugin = aDaemonSet({ name: 'plugin', podSpec: { hostNetwork: true } })
    const result = run({
      cluster: { profile: 'kind-dev', nodes: [{ count: 1 }] },
      provides: { 'daemonset/plugin': 'network' },
      manifests: [plugin, web(1)],
      latency: { 'daemonset/plugin': { applicationReady: '3m' } },
      until: { settled: 'all', atMost: '1h' },
    })

    expect(podOf(result, 'web-0').spent.network).toBeGreaterThan(170e6)
  })

  it('for its turn in a rollout: for its predecessors, or for the budget', () => {
    const rollout = (podManagementPolicy: string): PodRow =>
      podOf(
        run({
          cluster: { profile: 'kind-dev', nodes: [{ count: 3 }] },
          manifests: [web(3, { podManagementPolicy })],
          timeline: [{ when: { settled: 'all' }, then: NEW_IMAGE }],
          until: { settled: 'all', atMost: '1h' },
        }),
        'web-0',
      )

    expect(rollout('OrderedReady').spent).toMatchObject({ blockedByBudget: 0 })
    expect(rollout('OrderedReady').spent.blockedByPredecessor).toBeGreaterThan(5e6)
    expect(rollout('Parallel').spent).toMatchObject({ blockedByPredecessor: 0 })
    expect(rollout('Parallel').spent.blockedByBudget).toBeGreaterThan(5e6)
  })
})

describe('a rollout waits', () => {
  it('for the limits of its client, and names them', () => {
    const spec = {
      cluster: { profile: 'kind-dev', nodes: [{ count: 12 }] },
      manifests: [web(20, { podManagementPolicy: 'Parallel' })],
      until: { settled: 'all', atMost: '1h' },
    }
    const [usual] = run(spec).rollouts
    const [limited] = run(spec, { clientLimits: { qps: 1, burst: 1 } }).rollouts

    expect(usual?.criticalPath.throttled).toBeLessThan(1e6)
    expect(limited?.criticalPath.throttled).toBeGreaterThan(5e6)
  })

  it('for one thing after the other, which is all of its time', () => {
    const result = run({
      cluster: { profile: 'managed-cloud', nodes: [{ count: 3 }] },
      manifests: [web(4, { minReadySeconds: 5 })],
      timeline: [{ when: { settled: 'all' }, then: NEW_IMAGE }],
      until: { settled: 'all', atMost: '1h' },
    })

    const update = result.rollouts.at(-1)!
    const waits = Object.values(update.criticalPath)
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(update.measures.rolloutDuration)
    // One after the other: the path goes along each pod, and along no two at once.
    const updated = result.pods.filter(({ revision }) => revision === update.revision)
    const pulls = updated.reduce((sum, { spent }) => sum + spent.pull, 0)
    expect(update.criticalPath.pull).toBe(pulls)
  })
})
