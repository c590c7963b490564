import { RandomStreams, entityKey, integer } from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type QuantileDifference,
  estimateQuantileDifference,
} from '../../../src/experiments/statistics/quantile-difference.ts'
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

  it('agrees with resamples that are really made and sorted', () => {
    const durations = fc.oneof(fc.nat(20), fc.constant(Infinity))
    const cases = fc.record({
      pairs: fc.array(fc.record({ variant: durations, baseline: durations }), { minLength: 1 }),
      probability: fc.constantFrom(0.1, 0.5, 0.9, 0.99),
    })
    fc.assert(
      fc.property(cases, ({ pairs, probability }) => {
        const variant = pairs.map((pair) => pair.variant)
        const baseline = pairs.map((pair) => pair.baseline)
        const options = { seed, resamples: 50, level: 0.9 }
        const estimate = estimateQuantileDifference(variant, baseline, probability, options)

        expect(estimate).toEqual(naiveDifference(variant, baseline, probability))
      }),
    )
  })

  it('covers the difference of medians and of p90 about as often as it says', () => {
    const trials = 400
    for (const { probability, exact } of [
      { probability: 0.5, exact: 1 },
      { probability: 0.9, exact: 1 + 0.5 * 1.2815516 },
    ]) {
      const draw = normalDraws(`bootstrap p${probability}`)
      let covered = 0
      for (let trial = 0; trial < trials; trial++) {
        const baseline = samplesOf(100, draw)
        const variant = baseline.map((value) => 1 + 1.5 * value)
        const estimate = estimateQuantileDifference(variant, baseline, probability, {
          seed: trial,
          resamples: 100,
        })
        if (estimate.type !== 'difference') continue
        if (estimate.interval.low <= exact && exact <= estimate.interval.high) covered += 1
      }

      // The percentile bootstrap of a quantile falls short a little: it is no guarantee.
      expect(covered / trials).toBeGreaterThan(0.88)
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

/** The same with 50 resamples at 90 %, literally. */
function naiveDifference(
  variant: readonly number[],
  baseline: readonly number[],
  probability: number,
): QuantileDifference {
  const rank = Math.ceil(variant.length * probability - 1e-9)
  const quantileOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[rank - 1]!
  const value = quantileOf(variant) - quantileOf(baseline)
  if (Number.isNaN(value)) return { type: 'neither ends' }
  const purpose = new RandomStreams(seed, 0).purpose('statistics/paired-bootstrap')
  const differences = Array.from({ length: 50 }, (_, resample) => {
    const drawn = variant.map((_value, draw) =>
      integer(purpose, entityKey(`resample/${resample}`), draw, variant.length),
    )
    return (
      quantileOf(drawn.map((index) => variant[index]!)) -
      quantileOf(drawn.map((index) => baseline[index]!))
    )
  })
  const ends = (unknown: number) =>
    differences.map((each) => (Number.isNaN(each) ? unknown : each)).sort((a, b) => a - b)
  return {
    type: 'difference',
    value,
    interval: { low: ends(-Infinity)[2]!, high: ends(Infinity)[47]!, level: 0.9 },
  }
}
