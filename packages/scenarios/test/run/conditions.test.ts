import { describe, expect, it } from 'vitest'
import { type RunResult, scenario, simulate } from '../../src/index.ts'

describe('a share of available pods', () => {
  it('is reached before the last pods are there', () => {
    const some = run({ until: { available: { share: '50%' } } })
    const all = run({ until: { available: 'all' } })

    expect(some.outcome).toBe('done')
    expect(all.outcome).toBe('done')
    expect(some.end).toBeLessThan(all.end)
  })

  it('counts the pods of all chosen sets together', () => {
    const ofOne = run({ until: { available: { of: 'statefulset/web', share: '100%' } } })
    const ofBoth = run({ until: { available: { share: '100%' } } })

    expect(ofOne.end).toBeLessThan(ofBoth.end)
  })

  it('waits for what the status does not know yet', () => {
    const restart = [{ at: '30m', then: { restart: 'daemonset/agent' } }]
    const result = run({ timeline: restart, until: { available: { share: '100%' } } })

    expect(result.end).toBeGreaterThan(30 * 60_000_000)
  })
})

describe('updated', () => {
  const crash = { at: '30m', then: { crashNode: 'node-1' } }
  const restart = { at: '40m', then: { restart: ['daemonset/agent', 'statefulset/web'] } }

  it('is reached although a node is down, unlike rolledOut', () => {
    const timeline = [crash, restart]
    const updated = run({ timeline, until: { updated: 'all', atMost: '2h' } })
    const rolledOut = run({ timeline, until: { rolledOut: 'all', atMost: '2h' } })

    expect(updated.outcome).toBe('done')
    expect(updated.end).toBeGreaterThan(40 * 60_000_000)
    expect(rolledOut.outcome).toBe('stalled')
  })

  it('is the same as rolledOut where all nodes are ready', () => {
    const timeline = [restart]
    const updated = run({ timeline, until: { updated: 'all' } })
    const rolledOut = run({ timeline, until: { rolledOut: 'all' } })

    expect(updated.end).toBe(rolledOut.end)
  })
})

interface Changed {
  readonly timeline?: readonly unknown[]
  readonly until: unknown
}

function run(changed: Changed): RunResult {
  const set = (kind: string, name: string, spec: object) => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      ...spec,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: `${name}:1` }] },
      },
    },
  })
  const updateStrategy = { rollingUpdate: { maxUnavailable: '50%' } }
  const manifests = [
    set('StatefulSet', 'web', {
      replicas: 4,
      serviceName: 'web',
      podManagementPolicy: 'Parallel',
      updateStrategy,
    }),
    set('DaemonSet', 'agent', { updateStrategy }),
  ]
  const cluster = { nodes: [{ name: 'node', count: 4 }] }
  return simulate(
    scenario(JSON.stringify({ kind: 'Scenario', spec: { cluster, manifests, ...changed } })),
  )
}
