import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialAtMost } from '../../../src/experiments/statistics/distributions.ts'
import {
  estimateQuantile,
  quantileRank,
  quantileUpperBound,
  replicationsForInterval,
  replicationsForUpperBound,
} from '../../../src/experiments/statistics/quantile.ts'
import { type SortedSample, sortSample } from '../../../src/experiments/statistics/sample.ts'

describe('estimateQuantile', () => {
  it.each([
    { count: 100, probability: 0.5, low: 40, high: 61 },
    { count: 1000, probability: 0.95, low: 936, high: 964 },
    { count: 1000, probability: 0.99, low: 983, high: 997 },
  ])('p$probability of $count lies between two known ranks', (known) => {
    const { interval } = estimateQuantile(ranks(known.count), known.probability)

    expect(interval).toEqual({ low: known.low, high: known.high, level: 0.95 })
  })

  it('has no bound where too few replications give none', () => {
    expect(estimateQuantile(ranks(20), 0.99).interval).toEqual({
      low: 19,
      high: undefined,
      level: 0.95,
    })
    expect(estimateQuantile(ranks(3), 0.5).interval).toEqual({
      low: undefined,
      high: undefined,
      level: 0.95,
    })
  })

  it('holds at least its level, whatever the continuous law', () => {
    const cases = fc.record({
      count: fc.integer({ min: 1, max: 3000 }),
      probability: fc.double({ min: 0.01, max: 0.999, noNaN: true }),
      level: fc.constantFrom(0.9, 0.95, 0.99, 0.999),
    })
    fc.assert(
      fc.property(cases, ({ count, probability, level }) => {
        const { low = 0, high = Infinity } = estimateQuantile(
          ranks(count),
          probability,
          level,
        ).interval
        // The value of rank r is not above the quantile where at least r values are not.
        const below = binomialAtMost(low - 1, count, probability)
        const above = high > count ? 0 : 1 - binomialAtMost(high - 1, count, probability)

        expect(below).toBeLessThan((1 - level) / 2 + 1e-9)
        expect(above).toBeLessThan((1 - level) / 2 + 1e-9)
      }),
    )
  })

  it('is always the value of a replication, the smallest that the share does not exceed', () => {
    expect(quantileRank(100, 0.95)).toBe(95)
    expect(quantileRank(100, 0.07)).toBe(7)
    expect(quantileRank(7, 0.5)).toBe(4)
    expect(quantileRank(1, 0.99)).toBe(1)
    expect(quantileRank(300, 0.99)).toBe(297)
    expect(quantileRank(5, 0)).toBe(1)
  })

  it('counts runs that did not end as longer than all others', () => {
    const durations = Array.from({ length: 100 }, (_, index) =>
      index % 20 === 0 ? Infinity : index,
    )

    const median = estimateQuantile(sortSample(durations), 0.5)
    const p95 = estimateQuantile(sortSample(durations), 0.95)
    const p99 = estimateQuantile(sortSample(durations), 0.99)

    expect(median.value).toBe(52)
    expect(p95).toMatchObject({ value: 99, interval: { high: Infinity } })
    expect(p99).toMatchObject({ value: Infinity, interval: { high: undefined } })
  })
})

describe('how many replications a quantile needs', () => {
  it.each([
    { probability: 0.95, oneSided: 59, twoSided: 72 },
    { probability: 0.99, oneSided: 299, twoSided: 368 },
    { probability: 0.999, oneSided: 2995, twoSided: 3688 },
    { probability: 0.5, oneSided: 5, twoSided: 6 },
  ])('$probability: $oneSided to bound it, $twoSided for an interval', (known) => {
    expect(replicationsForUpperBound(known.probability)).toBe(known.oneSided)
    expect(replicationsForInterval(known.probability)).toBe(known.twoSided)
  })

  // All n values lie below the p-quantile with the chance pⁿ: 0.95⁷¹ = 0.0262, 0.95⁷² = 0.0249.
  it.each([
    { probability: 0.95, tail: 0.05, count: 59 },
    { probability: 0.95, tail: 0.025, count: 72 },
    { probability: 0.99, tail: 0.05, count: 299 },
    { probability: 0.99, tail: 0.025, count: 368 },
  ])('$count for $probability with a tail of $tail, by the binomial law', (known) => {
    const allBelow = (count: number) => product(known.probability, count)

    expect(allBelow(known.count - 1)).toBeGreaterThan(known.tail)
    expect(allBelow(known.count)).toBeLessThanOrEqual(known.tail)
    const needed = known.tail === 0.05 ? replicationsForUpperBound : replicationsForInterval
    expect(needed(known.probability)).toBe(known.count)
  })

  it('is exactly where the bound begins to exist', () => {
    for (const probability of [0.5, 0.9, 0.95, 0.99]) {
      const oneSided = replicationsForUpperBound(probability)
      const twoSided = replicationsForInterval(probability)

      expect(quantileUpperBound(ranks(oneSided - 1), probability)).toEqual({
        type: 'too few',
        needed: oneSided,
      })
      expect(quantileUpperBound(ranks(oneSided), probability)).toEqual({
        type: 'bound',
        rank: oneSided,
        value: oneSided,
      })
      expect(estimateQuantile(ranks(twoSided - 1), probability).interval.high).toBeUndefined()
      expect(estimateQuantile(ranks(twoSided), probability).interval).toMatchObject({
        high: twoSided,
      })
    }
  })
})

/** A factor with itself, so many times. */
function product(factor: number, count: number): number {
  return Array.from({ length: count }, () => factor).reduce((one, other) => one * other, 1)
}

/** A sample whose values are their own ranks. */
function ranks(count: number): SortedSample {
  return sortSample(Array.from({ length: count }, (_, index) => index + 1))
}
