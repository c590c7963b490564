import { describe, expect, it } from 'vitest'
import type { NodeFailureOptions, Replacement } from '../../src/churn/churn-options.ts'
import { lawOf } from '../../src/kernel/distributions/law-of.ts'
import { type Duration, type SimTime, hours } from '../../src/kernel/time.ts'
import { ChurnRig } from './churn-rig.ts'
import { deviation } from './estimate.ts'

const HOUR = hours(1)
const REPLICATIONS = 40

/** What is further away than that is no accident. */
const SIGMAS = 4

const NONE: Replacement = { type: 'provisioner', provisioner: 'none' }

/** Machines that fail after 1,000 h on average and are repaired in 5 h, both exponential. */
function repairable(repairSlots: number): NodeFailureOptions {
  return {
    timeToFailure: { type: 'exponential', mean: 1_000 * HOUR },
    outage: { type: 'exponential', mean: 5 * HOUR },
    repairSlots,
  }
}

/** The mean number of machines that are down where they fail like that. */
function meanDown(nodeFailure: NodeFailureOptions, count: number, replication: number): number {
  const rig = new ChurnRig({ nodeFailure }, replication)
  rig.join('pool', count)
  return meanStopped(rig)
}

/** The mean number of machines that are stopped, over time, once the beginning is forgotten. */
function meanStopped(rig: ChurnRig): number {
  const warmUp = 100 * HOUR
  const horizon = (warmUp + 4_000 * HOUR) as SimTime
  rig.simulation.runUntil(horizon)
  let down = 0
  let since = 0
  let area = 0
  for (const { time, what } of rig.deeds) {
    area += down * Math.max(0, time - Math.max(since, warmUp))
    since = time
    down += what === 'stop' ? 1 : -1
  }
  area += down * (horizon - Math.max(since, warmUp))
  return area / (horizon - warmUp)
}

function replicate(observe: (replication: number) => number): readonly number[] {
  return Array.from({ length: REPLICATIONS }, (_, replication) => observe(replication))
}

describe('churn in closed form', () => {
  it.each([
    ['one at a time', 1, 0.962872],
    ['three at a time', 3, 0.500306],
    ['all at once', 100, 0.497512],
  ])('M/M/c//N: 100 machines, repaired %s', (_title, slots, expected) => {
    const observed = replicate((replication) => meanDown(repairable(slots), 100, replication))

    expect(deviation(observed, expected)).toBeLessThan(SIGMAS)
  })

  it('availability is MTBF / (MTBF + MTTR), whatever the laws', () => {
    const timeToFailure = { type: 'weibull', scale: 100 * HOUR, shape: 0.75 } as const
    const outage = { type: 'log-normal', median: 4 * HOUR, sigma: 1.2 } as const
    const failing = lawOf(timeToFailure).mean
    const failed = lawOf(outage).mean
    const expected = (20 * failed) / (failing + failed)

    const observed = replicate((replication) =>
      meanDown({ timeToFailure, outage }, 20, replication),
    )

    expect(deviation(observed, expected)).toBeLessThan(SIGMAS)
  })

  it.each([
    ['each node', 'each-node', 50 * 12],
    ['all nodes', 'all-nodes', 12],
  ] as const)('failures of %s at a steady rate are a Poisson process', (_title, of, expected) => {
    const rate = { of, count: 3, per: hours(720) }
    const outage = { type: 'constant', value: 0 } as const

    const counts = replicate((replication) => {
      const rig = new ChurnRig({ nodeFailure: { rate, outage } }, replication)
      rig.join('pool', 50)
      rig.simulation.runUntil((4 * hours(720)) as SimTime)
      return rig.secondsOf('stop').length
    })

    expect(deviation(counts, expected)).toBeLessThan(SIGMAS)
    const squares = counts.map((count) => (count - expected) * (count - expected))
    expect(deviation(squares, expected)).toBeLessThan(SIGMAS)
  })

  it('zones are out for MTTR / (MTBF + MTTR) of the time, with all their machines', () => {
    const rate = { of: 'each-node', count: 1, per: (100 * HOUR) as Duration } as const
    const outage = { type: 'exponential', mean: 20 * HOUR } as const
    const expected = (6 * 20) / 120

    const observed = replicate((replication) => {
      const rig = new ChurnRig({ zoneOutage: { rate, outage } }, replication)
      rig.join('pool', 6)
      return meanStopped(rig)
    })

    expect(deviation(observed, expected)).toBeLessThan(SIGMAS)
  })

  it('lives last as long as their law says', () => {
    const timeToFailure = { type: 'weibull', scale: 100 * HOUR, shape: 1.7 } as const
    const { mean } = lawOf(timeToFailure)

    const lives = replicate((replication) => {
      const rig = new ChurnRig({ nodeFailure: { timeToFailure, replacement: NONE } }, replication)
      rig.join('pool', 1)
      rig.simulation.runUntil((100_000 * HOUR) as SimTime)
      return (rig.secondsOf('stop')[0] ?? NaN) * 1e6
    })

    expect(deviation(lives, mean)).toBeLessThan(SIGMAS)
  })

  it.each([
    ['karpenter', 55 * Math.exp(0.3 * 0.15)],
    ['cluster-autoscaler', 10 + 93 * Math.exp(0.34 * 0.17)],
    ['gce', 10 + 210 * Math.exp(0.25 * 0.125)],
  ] as const)('a successor from %s comes after its reaction and start-up', (provisioner, mean) => {
    const replacement = { type: 'provisioner', provisioner } as const
    const timeToFailure = { type: 'constant', value: HOUR } as const

    const waits = replicate((replication) => {
      const rig = new ChurnRig({ nodeFailure: { timeToFailure, replacement } }, replication)
      rig.join('pool', 1)
      rig.simulation.runUntil((1.5 * HOUR) as SimTime)
      return (rig.secondsOf('provide')[0] ?? NaN) - (rig.secondsOf('terminate')[0] ?? NaN)
    })

    expect(deviation(waits, mean)).toBeLessThan(SIGMAS)
  })
})
