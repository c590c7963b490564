import { describe, expect, it } from 'vitest'
import { estimateQuantileDifference } from '../../../src/experiments/statistics/quantile-difference.ts'
import { normalDraws, samplesOf } from './draws.ts'

const seed = 1

describe('estimateQuantileDifference', () => {
  it('is the same in every run, and another with another seed', () => {
    const draw = normalDraws('bootstrap')
    const variant = samplesOf(200, draw)
    const baseline = samplesOf(200, draw)
    const estimate = (own: number) =>
      estimateQuantileDifference(variant, baseline, 0.9, { seed: own })

    expect(estimate(1)).toEqual(estimate(1))
    expect(estimate(1)).not.toEqual(estimate(2))
  })

  it('keeps together what belongs to one replication', () => {
    const baseline = samplesOf(100, normalDraws('shift'))
    const variant = baseline.map((value) => value + 2)

    const estimate = estimateQuantileDifference(variant, baseline, 0.95, { seed })

    expect(estimate).toEqual({
      type: 'difference',
      value: expect.closeTo(2, 12) as number,
      interval: {
        low: expect.closeTo(2, 12) as number,
        high: expect.closeTo(2, 12) as number,
        level: 0.95,
      },
    })
  })

  it('covers the difference of medians and of p95 about as often as it says', () => {
    const trials = 400
    for (const { probability, exact } of [
      { probability: 0.5, exact: 1 },
      { probability: 0.95, exact: 1 + 0.5 * 1.6448536 },
    ]) {
      const draw = normalDraws(`bootstrap p${probability}`)
      let covered = 0
      for (let trial = 0; trial < trials; trial++) {
        const baseline = samplesOf(200, draw)
        const variant = baseline.map((value) => 1 + 1.5 * value)
        const estimate = estimateQuantileDifference(variant, baseline, probability, {
          seed: trial,
          resamples: 200,
        })
        if (estimate.type !== 'difference') continue
        if (estimate.interval.low <= exact && exact <= estimate.interval.high) covered += 1
      }

      expect(covered / trials).toBeGreaterThan(0.91)
    }
  })

  it('is infinite where only one of the two quantiles ends', () => {
    const finishing = Array.from({ length: 50 }, (_, index) => index)
    const stalling = finishing.map((value) => (value < 20 ? Infinity : value))

    expect(estimateQuantileDifference(stalling, finishing, 0.9, { seed })).toMatchObject({
      type: 'difference',
      value: Infinity,
      interval: { low: Infinity, high: Infinity },
    })
    expect(estimateQuantileDifference(finishing, stalling, 0.9, { seed })).toMatchObject({
      value: -Infinity,
    })
    expect(estimateQuantileDifference(stalling, stalling, 0.9, { seed })).toEqual({
      type: 'neither ends',
    })
  })

  it('lets resamples in which neither ends count at both ends', () => {
    // 5 of 100 stall under both: a resample often has more than 5.
    const baseline = Array.from({ length: 100 }, (_, index) => (index < 5 ? Infinity : index))
    const variant = baseline.map((value) => value + 1)

    expect(estimateQuantileDifference(variant, baseline, 0.95, { seed })).toEqual({
      type: 'difference',
      value: 1,
      interval: { low: -Infinity, high: Infinity, level: 0.95 },
    })
    expect(estimateQuantileDifference(variant, baseline, 0.8, { seed })).toMatchObject({
      value: 1,
      interval: { low: 1, high: 1 },
    })
  })
})
