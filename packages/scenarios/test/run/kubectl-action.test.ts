import { describe, expect, it } from 'vitest'
import { type RunResult, simulate } from '../../src/index.ts'
import { aScenario, aStatefulSet } from '../a-scenario.ts'

describe('command lines in a timeline', () => {
  it('change the cluster as kubectl does', () => {
    const { pods } = run([
      'kubectl scale sts/web --replicas=1',
      `patch sts web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"web:2"}]'`,
    ])

    expect(pods.map(({ pod, ending }) => [pod.split('/').at(-1), ending !== undefined])).toEqual([
      ['web-1', true],
      ['web-0', true],
      ['web-0', false],
    ])
  })

  it('end the run where kubectl fails', () => {
    expect(() => run(['delete pod web-7'])).toThrow(
      'got delete pod web-7: Error from server (NotFound): pods "web-7" not found',
    )
  })
})

describe('flags of the control plane', () => {
  it('decide when the pods of a lost node go', () => {
    const crash = { crashNode: { nodes: 'node-0' } }
    const controlPlane = {
      nodeMonitorGracePeriod: '20s',
      defaultTolerationSeconds: 30,
      firstPass: '1s',
    }
    const [quick, usual] = [controlPlane, {}].map((flags) => lostAt(simulateWeb([crash], flags)))

    expect(quick).toBeLessThan(5 * 60_000_000 + 70_000_000)
    expect(usual).toBeGreaterThan(5 * 60_000_000 + 300_000_000)
  })
})

function lostAt({ pods }: RunResult): number {
  return pods.find(({ node, at }) => node === 'node-0' && at.deleted !== undefined)!.at.deleted!
}

function run(commands: readonly string[]): RunResult {
  return simulateWeb([{ kubectl: commands }], {})
}

function simulateWeb(actions: readonly object[], controlPlane: object): RunResult {
  return simulate(
    aScenario({
      cluster: { nodes: [{ name: 'node', count: 2 }], controlPlane },
      manifests: [aStatefulSet({ replicas: 2 })],
      timeline: [{ at: '5m', then: actions }],
      until: { at: '15m' },
    }),
  )
}
