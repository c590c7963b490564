import {
  DEFAULT_CLIENT_LIMITS,
  type PodRow,
  ROLLOUT_WAITS,
  type RunResult,
  simulate,
} from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { asScenario } from './as-scenario.ts'
import { FaultScript } from './fault-script.ts'
import { SWARM_TIMEOUT, scenarioOfSeed } from './replay.ts'

const SEEDS = 60

/** Volumes are made for the node of their first pod, and few nodes get network or storage from a set. */
const RARE: ReadonlySet<string> = new Set(['storage', 'claim', 'network'])

/** A scenario of the swarm with everything that goes wrong in it. */
function runSeed(seed: number): RunResult {
  const swarm = scenarioOfSeed(seed)
  return simulate(asScenario(swarm), {
    clientLimits: swarm.isThrottled ? { qps: 2, burst: 4 } : DEFAULT_CLIENT_LIMITS,
    timeline: 'drop',
    participants: [(cluster) => new FaultScript(cluster, swarm)],
  })
}

function sum(durations: Readonly<Record<string, number>>): number {
  return Object.values(durations).reduce((total, duration) => total + duration, 0)
}

function lifeOf({ at }: PodRow, end: number): number {
  return (at.gone ?? end) - Math.max(0, at.created ?? 0)
}

describe('every wait has a name', () => {
  const results = Array.from({ length: SEEDS }, (_, seed) => runSeed(seed))

  it(
    'the parts of a pod’s life add up to it, and none is negative',
    () => {
      for (const { pods, end } of results) {
        for (const pod of pods) {
          expect(sum(pod.spent), pod.pod).toBe(lifeOf(pod, end))
          expect(Math.min(...Object.values(pod.spent)), pod.pod).toBeGreaterThanOrEqual(0)
        }
      }
    },
    SWARM_TIMEOUT,
  )

  it('the waits on the critical path of a rollout add up to its time, and none is negative', () => {
    for (const { rollouts } of results) {
      for (const rollout of rollouts) {
        expect(sum(rollout.criticalPath)).toBe(rollout.end.time - rollout.start)
        expect(Math.min(...Object.values(rollout.criticalPath))).toBeGreaterThanOrEqual(0)
      }
    }
  })

  it('a swarm meets nearly all of them', () => {
    const spent = new Set<string>()
    for (const { pods, rollouts } of results) {
      for (const times of [
        ...pods.map((pod) => pod.spent),
        ...rollouts.map((r) => r.criticalPath),
      ]) {
        for (const [wait, duration] of Object.entries(times)) if (duration > 0) spent.add(wait)
      }
    }

    const unseen = ROLLOUT_WAITS.map(({ name }) => name).filter((name) => !spent.has(name))
    expect(unseen.filter((name) => !RARE.has(name))).toEqual([])
  })
})
