import { describe, expect, it } from 'vitest'
import { judgeClaim } from '../../../src/experiments/statistics/judge-claim.ts'
import { estimateMean } from '../../../src/experiments/statistics/mean.ts'
import { estimateDifference } from '../../../src/experiments/statistics/paired-difference.ts'
import { estimateProbability } from '../../../src/experiments/statistics/probability.ts'
import { estimateQuantile } from '../../../src/experiments/statistics/quantile.ts'
import {
  countUnfinished,
  describeUnfinished,
  sortSample,
} from '../../../src/experiments/statistics/sample.ts'
import { adviseTimeout } from '../../../src/experiments/statistics/timeout-advice.ts'
import { samplesOf, uniformDraws } from './draws.ts'

/** Rollouts that take from 100 to 200 s, of which two in a hundred stall. */
function mixture(count: number): Float64Array {
  const draw = uniformDraws('mixture')
  return samplesOf(count, () => (draw() < 0.02 ? Infinity : 100 + 100 * draw()))
}

describe('a mixture of runs that finish and runs that stall', () => {
  const durations = mixture(400)
  const stalled = countUnfinished(durations)
  const sorted = sortSample(durations)

  it('has no mean, and says why', () => {
    const estimate = estimateMean(durations)

    expect(stalled).toBeGreaterThan(0)
    expect(estimate).toEqual({ type: 'unfinished', unfinished: stalled, count: 400 })
    expect(describeUnfinished({ type: 'unfinished', unfinished: stalled, count: 400 })).toBe(
      `${stalled} of 400 stalled`,
    )
  })

  it('has a median about that of the law, since stalls count as longer than all else', () => {
    // 49 of the 98 parts in a hundred that finish are below 150, one more part is up to 151.
    const { value, interval } = estimateQuantile(sorted, 0.5)

    expect(interval.low).toBeLessThan(151.02)
    expect(interval.high).toBeGreaterThan(151.02)
    expect(value).toBeGreaterThan(140)
    expect(value).toBeLessThan(160)
  })

  it('has an infinite p99 and no timeout', () => {
    expect(estimateQuantile(sorted, 0.99).value).toBe(Infinity)
    expect(adviseTimeout(durations)).toMatchObject({ type: 'too many stalls' })
  })

  it('has a stall probability whose interval holds the true one', () => {
    const { interval } = estimateProbability(stalled, durations.length)

    expect(interval.low).toBeLessThan(0.02)
    expect(interval.high).toBeGreaterThan(0.02)
  })

  it('is judged with its stalls', () => {
    const judge = (probability: number) =>
      judgeClaim({ type: 'quantile', probability, comparator: '<=', bound: 3600 }, durations)

    expect(judge(0.5).verdict).toBe('met')
    expect(judge(0.999).verdict).toBe('failed')
  })

  it('has no mean difference to one that always finishes', () => {
    const baseline = durations.map(() => 150)

    expect(estimateDifference(durations, baseline)).toEqual({
      type: 'unfinished',
      unfinished: stalled,
      count: 400,
    })
  })

  it('would look better than it is if its stalls were dropped', () => {
    const finished = sortSample(durations.filter(Number.isFinite))

    expect(estimateQuantile(finished, 0.95).value).toBeLessThan(
      estimateQuantile(sorted, 0.95).value,
    )
  })
})
