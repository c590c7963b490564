import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Distribution } from '../../../src/kernel/distributions/distribution.ts'
import { lawOf, quantile } from '../../../src/kernel/distributions/law-of.ts'
import { logNormalFromQuantiles } from '../../../src/kernel/distributions/log-normal.ts'
import {
  normalCumulative,
  normalQuantile,
} from '../../../src/kernel/distributions/standard-normal.ts'
import { entityKey } from '../../../src/kernel/entity-key.ts'
import { RandomStreams, uniform } from '../../../src/kernel/random-streams.ts'
import { continuousExamples, examples } from './examples.ts'

const level = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })

describe.each(examples)('quantile: %s', (_, distribution) => {
  const law = lawOf(distribution)

  it('rises with the level', () => {
    fc.assert(
      fc.property(level, level, (a, b) => {
        const [low, high] = [law.quantile(Math.min(a, b)), law.quantile(Math.max(a, b))]
        expect(low).toBeLessThanOrEqual(high * (1 + 1e-13))
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('is the least value that the cumulative says is reached', () => {
    fc.assert(
      fc.property(level, (u) => {
        const value = law.quantile(u)
        expect(law.cumulative(value * (1 + 1e-9))).toBeGreaterThanOrEqual(u - 1e-9)
        expect(law.cumulative(value * (1 - 1e-9) - 1e-9)).toBeLessThanOrEqual(u + 1e-6)
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})

describe.each(continuousExamples)('draws of: %s', (name, distribution) => {
  it('pass the test of Kolmogorov and Smirnov', () => {
    const law = lawOf(distribution)
    const purpose = new RandomStreams(1, 0).purpose(name)
    const count = 20_000
    const draws = Array.from({ length: count }, (_, attempt) =>
      law.quantile(uniform(purpose, entityKey('web-0'), attempt)),
    ).sort((a, b) => a - b)

    const distance = draws.reduce((most, value, index) => {
      const expected = law.cumulative(value)
      return Math.max(most, expected - index / count, (index + 1) / count - expected)
    }, 0)

    // The 99.9th percentile of the statistic.
    expect(distance * Math.sqrt(count)).toBeLessThan(1.95)
  })
})

describe('quantile', () => {
  it.each<readonly [Distribution, number, number]>([
    // Closed forms, and values of SciPy where there is none.
    [{ type: 'exponential', mean: 10 }, 0.5, 10 * Math.LN2],
    [{ type: 'weibull', scale: 10, shape: 1.7 }, 1 - Math.exp(-1), 10],
    [{ type: 'log-normal', median: 8, sigma: 0.5 }, 0.5, 8],
    [{ type: 'log-normal', median: 8, sigma: 0.5 }, 0.95 ** 0.1, 28.8866],
    [{ type: 'log-normal', median: 8, sigma: 0.5 }, 0.99 ** 0.01, 51.3324],
    [{ type: 'gamma', shape: 1, scale: 10 }, 0.5, 10 * Math.LN2],
    [{ type: 'gamma', shape: 0.5, scale: 2 }, 0.95, 3.841458820694124],
    [{ type: 'gamma', shape: 5, scale: 2 }, 0.99, 23.209251158954356],
    [{ type: 'triangular', low: 0, mode: 1, high: 2 }, 0.5, 1],
    [{ type: 'empirical', values: [40, 10, 30, 20] }, 0.25, 17.5],
  ])('%o at %d is %d', (distribution, u, expected) => {
    expect(quantile(distribution, u) / expected).toBeCloseTo(1, 5)
  })

  it('knows a single value that carries weight in a mixture', () => {
    const distribution: Distribution = {
      type: 'mixture',
      components: [
        { weight: 1, distribution: { type: 'constant', value: 0 } },
        { weight: 1, distribution: { type: 'uniform', low: 10, high: 20 } },
        { weight: 2, distribution: { type: 'constant', value: 50 } },
      ],
    }

    const values = [0.1, 0.25, 0.375, 0.5, 0.51, 0.9].map((u) => quantile(distribution, u))

    expect(values.map((value) => Number(value.toFixed(6)))).toEqual([0, 0, 15, 20, 50, 50])
  })

  it('keeps a single value at the very bound of a truncation', () => {
    const constant: Distribution = { type: 'constant', value: 5 }

    expect(quantile({ type: 'truncated', low: 5, high: 9, distribution: constant }, 0.3)).toBe(5)
  })
})

describe('the standard normal law', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.9599639845400545],
    [0.99, 2.3263478740408408],
    [1e-10, -6.361340902404056],
    [1e-300, -37.04709629936119],
  ])('has its quantile at %d', (u, expected) => {
    expect(normalQuantile(u)).toBeCloseTo(expected, 12)
  })

  it('has a cumulative that inverts the quantile', () => {
    fc.assert(
      fc.property(level, (u) => {
        expect(Math.abs(normalCumulative(normalQuantile(u)) - u)).toBeLessThan(1e-14)
      }),
      { seed: 1 },
    )
  })
})

describe('logNormalFromQuantiles', () => {
  it('gives the law with that median and that 99th percentile', () => {
    const law = logNormalFromQuantiles({ p50: 25_000_000, p99: 65_000_000 })

    expect(quantile(law, 0.5)).toBeCloseTo(25_000_000, 6)
    expect(quantile(law, 0.99)).toBeCloseTo(65_000_000, 6)
  })

  it('is constant when both are equal', () => {
    expect(logNormalFromQuantiles({ p50: 7, p99: 7 }).sigma).toBe(0)
  })

  it('refuses percentiles out of order', () => {
    expect(() => logNormalFromQuantiles({ p50: 7, p99: 6 })).toThrow(
      'p99: expected a number not below the p50 of 7, got 6',
    )
    expect(() => logNormalFromQuantiles({ p50: 0, p99: 6 })).toThrow(
      'p50: expected a number above 0, got 0',
    )
  })
})
