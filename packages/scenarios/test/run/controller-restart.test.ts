import { PHASES, type StoredChange, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { type Cluster, simulate } from '../../src/index.ts'
import { aDaemonSet, aScenario, aStatefulSet } from '../a-scenario.ts'

/** A rollout of three pods and three nodes that lasts about twenty seconds from t = 60 s on. */
const ROLLOUT = aScenario({
  cluster: { profile: 'kind-dev', nodes: [{ count: 3 }] },
  manifests: [aStatefulSet(), aDaemonSet()],
  timeline: [
    {
      at: '60s',
      then: { setImage: { 'statefulset/web': 'web:2', 'daemonset/agent': 'agent:2' } },
    },
  ],
  until: { settled: 'all', atMost: '1h' },
})

const CONTROLLERS = ['statefulset-controller', 'daemonset-controller']

/** The process of the controllers ends at one time and another begins at a later one, in seconds. */
function restartedBetween(stop: number, start: number, changes: StoredChange[] = []) {
  return simulate(ROLLOUT, {
    check: true,
    participants: [
      (cluster: Cluster) => {
        const { simulation, server } = cluster
        const stops = simulation.defineEvent('Stop', PHASES.script, () => cluster.stopControllers())
        const starts = simulation.defineEvent('Start', PHASES.script, () =>
          cluster.startControllers(),
        )
        simulation.scheduleAfter(seconds(stop), stops, 0)
        simulation.scheduleAfter(seconds(start), starts, 0)
        server.subscribe({ changed: (change) => changes.push(change) })
      },
    ],
  })
}

describe('the process of the controllers', () => {
  it.each([60.001, 60.01, 60.02, 60.05, 61, 62.5, 65, 70])(
    'may end at %d s, amid a rollout, and the next one finishes it',
    (stop) => {
      const result = restartedBetween(stop, stop + 15)

      expect(result.outcome).toBe('done')
      expect(result.violations).toEqual([])
    },
  )

  it('writes nothing while it is not there', () => {
    const changes: StoredChange[] = []
    restartedBetween(62, 90, changes)

    const written = changes.filter(({ by }) => CONTROLLERS.includes(by))
    const meanwhile = written.filter(({ time }) => time > seconds(62.5) && time < seconds(90))
    expect(meanwhile).toEqual([])
    expect(written.some(({ time }) => time > seconds(90))).toBe(true)
  })
})
