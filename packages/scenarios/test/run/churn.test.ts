import { describe, expect, it } from 'vitest'
import { type RunResult, parseScenario, simulate } from '../../src/index.ts'
import { aDaemonSet } from '../a-scenario.ts'

/** An agent on six nodes in three zones for half an hour, with what happens to the nodes. */
function runWith(lines: string, files: Readonly<Record<string, string>> = {}): RunResult {
  const text = `
kind: Scenario
spec:
  cluster: { profile: kind-dev, nodes: [{ name: pool, count: 6, zones: [a, b, c] }] }
  manifests: [${JSON.stringify(aDaemonSet())}]
${lines.replaceAll(/^/gm, '  ')}
  until: { at: 30m }
`
  const readFile = (path: string): string => files[path] ?? ''
  return simulate(parseScenario(text, { file: 'churn.yaml', readFile }), { check: true })
}

/** How many nodes were ready from some second on until something changed. */
function readyNodesAt({ timeline }: RunResult, second: number): number | undefined {
  return timeline.findLast(({ time }) => time <= second * 1e6)?.nodesReady
}

describe('what happens to the nodes of a scenario', () => {
  it('is what a trace says', () => {
    const trace = 'time,node,event\n60,pool-2,fail\n600,pool-2,recover\n700,pool-4,terminate\n'
    const result = runWith('churn: { trace: nodes.csv }', { 'nodes.csv': trace })

    expect(readyNodesAt(result, 50)).toBe(6)
    expect(readyNodesAt(result, 300)).toBe(5)
    expect(readyNodesAt(result, 650)).toBe(6)
    expect(readyNodesAt(result, 1_500)).toBe(5)
    expect(result.violations).toEqual([])
  })

  it('is the loss of a zone where zones are lost', () => {
    const result = runWith('churn: { zoneOutage: { rate: 1000%/hour, outage: 10m, zones: [b] } }')

    const ready = new Set(result.timeline.map(({ nodesReady }) => nodesReady))
    expect(Math.min(...ready)).toBe(4)
    expect(result.violations).toEqual([])
  })

  it('is that their cloud takes them back when the timeline says so', () => {
    const result = runWith(
      'timeline: [{ at: 60s, then: { reclaimNode: { nodes: 2, notice: 30s, replacement: 3m } } }]',
    )

    expect(readyNodesAt(result, 200)).toBe(4)
    expect(readyNodesAt(result, 300)).toBe(6)
    expect(result.pods.filter(({ node }) => node === 'pool-0-r1')).toHaveLength(1)
    expect(result.violations).toEqual([])
  })

  it('spares machines of which the timeline has the care', () => {
    const result = runWith(
      'churn: { nodeFailure: { rate: 2000%/hour, outage: 1s, pools: [pool] } }\n' +
        'timeline: [{ at: 60s, then: { crashNode: [pool-0, pool-1, pool-2, pool-3, pool-4, pool-5] } }]',
    )

    expect(readyNodesAt(result, 1_700)).toBe(0)
  })

  it('concerns nodes that came as manifests, too', () => {
    const trace = 'time,node,event\n60,own,terminate\n120,own,join\n'
    const text = `
kind: Scenario
spec:
  cluster: { profile: kind-dev }
  manifests:
    - { apiVersion: v1, kind: Node, metadata: { name: own, labels: { role: db } } }
    - ${JSON.stringify(aDaemonSet())}
  churn: { trace: nodes.csv }
  until: { at: 10m }
`
    const result = simulate(parseScenario(text, { file: 'own.yaml', readFile: () => trace }))

    expect(result.pods.map(({ node }) => node)).toEqual(['own', 'own-r1'])
  })
})
