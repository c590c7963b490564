import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simultaneousLevel } from '../../../src/experiments/statistics/confidence-interval.ts'
import {
  directionOf,
  estimateDifference,
} from '../../../src/experiments/statistics/paired-difference.ts'
import { fourStandardErrors, normalDraws } from './draws.ts'

describe('estimateDifference', () => {
  it('compares replication by replication', () => {
    const difference = estimateDifference([10, 14, 12, 16], [7, 12, 8, 13])

    // Differences 3, 2, 4, 3: mean 3, variance 2/3; variances 20/3 and 26/3 apart.
    expect(difference).toEqual({
      type: 'difference',
      count: 4,
      mean: 3,
      standardDeviation: expect.closeTo(Math.sqrt(2 / 3), 12) as number,
      interval: {
        low: expect.closeTo(3 - 3.182446 * Math.sqrt(2 / 12), 5) as number,
        high: expect.closeTo(3 + 3.182446 * Math.sqrt(2 / 12), 5) as number,
        level: 0.95,
      },
      isSmallSample: true,
      correlation: expect.closeTo(22 / 3 / Math.sqrt((20 / 3) * (26 / 3)), 12) as number,
      varianceReduction: expect.closeTo(23, 12) as number,
    })
  })

  it('agrees with the textbook sums', () => {
    const pairs = fc.array(
      fc.record({ variant: fc.integer({ max: 1e6 }), baseline: fc.integer({ max: 1e6 }) }),
      { minLength: 3, maxLength: 40 },
    )
    fc.assert(
      fc.property(pairs, (values) => {
        const variant = values.map((pair) => pair.variant / 1000)
        const baseline = values.map((pair) => pair.baseline / 1000)
        const [own, other] = [sumOfProducts(variant, variant), sumOfProducts(baseline, baseline)]
        const both = sumOfProducts(variant, baseline)
        fc.pre(own > 0 && other > 0 && own + other - 2 * both > 1e-6 * (own + other))

        expect(estimateDifference(variant, baseline)).toMatchObject({
          correlation: expect.closeTo(both / Math.sqrt(own * other), 6) as number,
          varianceReduction: expect.closeTo((own + other) / (own + other - 2 * both), 3) as number,
        })
      }),
    )
  })

  it('says so when both are the same in every replication', () => {
    expect(estimateDifference([60, 70, 80], [60, 70, 80])).toEqual({ type: 'identical', count: 3 })
    expect(estimateDifference([5, 5], [5, 5])).toEqual({ type: 'identical', count: 2 })
  })

  it('knows no correlation of what is constant', () => {
    expect(estimateDifference([8, 8, 8], [5, 5, 5])).toMatchObject({
      mean: 3,
      interval: { low: 3, high: 3 },
      correlation: undefined,
      varianceReduction: undefined,
    })
    expect(estimateDifference([8, 8, 8], [5, 6, 7])).toMatchObject({
      correlation: undefined,
      varianceReduction: 1,
    })
  })

  it('takes no rounding error for a variance', () => {
    const baseline = Array.from({ length: 50 }, (_, index) => 906.518 + index / 7)
    const variant = baseline.map((value) => value + 31.2)

    expect(estimateDifference(variant, baseline)).toMatchObject({
      standardDeviation: 0,
      varianceReduction: Infinity,
    })
  })

  it('tells a variance reduction below 1 and an infinite one as they are', () => {
    expect(estimateDifference([1, 2, 3], [3, 2, 1])).toMatchObject({
      correlation: -1,
      varianceReduction: 0.5,
    })
    expect(estimateDifference([1, 2, 3], [2, 3, 4])).toMatchObject({
      correlation: 1,
      varianceReduction: Infinity,
    })
  })

  it('is refused when either run of a pair did not end', () => {
    expect(estimateDifference([1, Infinity, 3, Infinity], [1, 2, Infinity, Infinity])).toEqual({
      type: 'unfinished',
      unfinished: 3,
      count: 4,
    })
  })

  it('holds its level, and that of a family, with common random numbers', () => {
    const trials = 4000
    const familySize = 3
    const draw = normalDraws('paired difference')
    let alone = 0
    let together = 0
    for (let trial = 0; trial < trials; trial++) {
      const variants = correlatedSamples(20, familySize + 1, draw)
      const intervals = (level: number) =>
        variants.slice(1).map((variant) => estimateDifference(variant, variants[0]!, level))
      if (coversZero(intervals(0.95)[0]!)) alone += 1
      if (intervals(simultaneousLevel(0.95, familySize)).every(coversZero)) together += 1
    }

    expect(Math.abs(alone / trials - 0.95)).toBeLessThan(fourStandardErrors(0.95, trials))
    expect(together / trials).toBeGreaterThan(0.95 - fourStandardErrors(0.95, trials))
  })
})

describe('directionOf', () => {
  it('is only what the whole interval shows', () => {
    expect(directionOf({ low: -3, high: -1, level: 0.95 })).toBe('less')
    expect(directionOf({ low: 1, high: 3, level: 0.95 })).toBe('more')
    expect(directionOf({ low: -1, high: 3, level: 0.95 })).toBeUndefined()
    expect(directionOf({ low: 0, high: 3, level: 0.95 })).toBeUndefined()
  })
})

/** The sum of the products of distances from the means. */
function sumOfProducts(a: readonly number[], b: readonly number[]): number {
  const meanOf = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  return a.reduce((sum, value, index) => sum + (value - meanA) * (b[index]! - meanB), 0)
}

/** Samples of equal means that share most of their chance. */
function correlatedSamples(count: number, variants: number, draw: () => number): number[][] {
  const samples = Array.from({ length: variants }, (): number[] => [])
  for (let replication = 0; replication < count; replication++) {
    const common = 3 * draw()
    for (const sample of samples) sample.push(common + draw())
  }
  return samples
}

function coversZero(difference: ReturnType<typeof estimateDifference>): boolean {
  return difference.type === 'difference' && directionOf(difference.interval) === undefined
}
