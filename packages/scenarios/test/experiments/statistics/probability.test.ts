import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  binomialAtLeast,
  binomialAtMost,
} from '../../../src/experiments/statistics/distributions.ts'
import {
  estimateProbability,
  probabilityLowerBound,
  probabilityUpperBound,
} from '../../../src/experiments/statistics/probability.ts'

describe('estimateProbability', () => {
  it.each([
    { happened: 0, count: 10, low: 0, high: 0.3085 },
    { happened: 1, count: 10, low: 0.0025, high: 0.445 },
    { happened: 5, count: 10, low: 0.1871, high: 0.8129 },
    { happened: 10, count: 10, low: 0.6915, high: 1 },
    { happened: 10, count: 100, low: 0.049, high: 0.1762 },
  ])('$happened of $count is the interval of Clopper and Pearson', (known) => {
    const { interval, probability } = estimateProbability(known.happened, known.count)

    expect(interval.low).toBeCloseTo(known.low, 4)
    expect(interval.high).toBeCloseTo(known.high, 4)
    expect(probability).toBe(known.happened / known.count)
  })

  it('bounds what was never seen by the rule of three and its exact form', () => {
    expect(probabilityUpperBound(0, 300, 0.95)).toBeCloseTo(-Math.expm1(Math.log(0.05) / 300), 12)
    expect(probabilityUpperBound(0, 298, 0.95)).toBeGreaterThan(0.01)
    expect(probabilityUpperBound(0, 299, 0.95)).toBeLessThan(0.01)
  })

  it('inverts the binomial tails', () => {
    const cases = fc
      .record({ happened: fc.integer({ min: 1, max: 500 }), not: fc.integer({ min: 1, max: 500 }) })
      .map(({ happened, not }) => ({ happened, count: happened + not }))
    fc.assert(
      fc.property(cases, ({ count, happened }) => {
        const high = probabilityUpperBound(happened, count, 0.95)
        const low = probabilityLowerBound(happened, count, 0.95)

        expect(binomialAtMost(happened, count, high)).toBeCloseTo(0.05, 9)
        expect(binomialAtLeast(happened, count, low)).toBeCloseTo(0.05, 9)
      }),
    )
  })

  it('holds at least its level for every probability', () => {
    for (const count of [10, 59, 300]) {
      const intervals = Array.from({ length: count + 1 }, (_, happened) =>
        estimateProbability(happened, count),
      )
      for (let probability = 0.005; probability < 1; probability += 0.0173) {
        const coverage = intervals.reduce((sum, { interval, happened }) => {
          const isCovered = interval.low <= probability && probability <= interval.high
          return isCovered ? sum + binomialTerm(happened, count, probability) : sum
        }, 0)

        expect(coverage).toBeGreaterThan(0.95 - 1e-9)
      }
    }
  })
})

function binomialTerm(successes: number, trials: number, probability: number): number {
  return (
    binomialAtMost(successes, trials, probability) -
    binomialAtMost(successes - 1, trials, probability)
  )
}
