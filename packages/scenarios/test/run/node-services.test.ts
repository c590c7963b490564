import { describe, expect, it } from 'vitest'
import { type Scenario, simulate } from '../../src/index.ts'
import { aDaemonSet, aScenario, aStatefulSet } from '../a-scenario.ts'

describe('a DaemonSet that nodes depend on', () => {
  it('is the one that the scenario names', () => {
    const result = simulate(cluster({ provides: { 'daemonset/agent': 'network' } }))

    expect(result.services).toEqual([
      { daemonSet: 'agent', provides: 'network', inferredFrom: undefined },
    ])
    expect(firstReady(result, 'web-0')).toBeGreaterThan(firstReady(result, 'agent'))
  })

  it('is known by its image, unless the scenario says that nodes do without it', () => {
    const image = 'quay.io/cilium/cilium:v1.17.0'
    const [inferred] = simulate(cluster({ image })).services

    expect(inferred).toEqual({ daemonSet: 'agent', provides: 'network', inferredFrom: image })
    expect(simulate(cluster({ image, provides: { 'ds/agent': 'nothing' } })).services).toEqual([])
  })

  it('is waited for by name where it never gets ready', () => {
    const images = { 'example.com/agent:1': { pullable: false } }
    const provides = { 'daemonset/agent': 'network' }
    const { outcome, waits } = simulate(cluster({ provides, images }))

    expect(outcome).toBe('horizon')
    expect(waits).toContainEqual({
      who: 'pod/web-0',
      forWhat: 'the network of node node-0: daemonset/agent is not ready there',
    })
  })

  it('must be a DaemonSet', () => {
    expect(() => cluster({ provides: { 'statefulset/web': 'network' } })).toThrow(/daemonset\/NAME/)
  })
})

function firstReady({ pods }: ReturnType<typeof simulate>, name: string): number {
  const row = pods.find((pod) => pod.pod.startsWith(name))
  if (row?.at.ready === undefined) throw new Error(`${name} was never ready`)
  return row.at.ready
}

function cluster({
  image = 'example.com/agent:1',
  provides = {},
  images = {},
}: {
  readonly image?: string
  readonly provides?: Readonly<Record<string, string>>
  readonly images?: Readonly<Record<string, unknown>>
}): Scenario {
  return aScenario({
    provides,
    cluster: { nodes: [{ name: 'node', count: 1 }], images },
    manifests: [
      aDaemonSet({ podSpec: { hostNetwork: true, containers: [{ name: 'agent', image }] } }),
      aStatefulSet({ replicas: 1 }),
    ],
    until: { settled: 'all', atMost: '1h' },
  })
}
