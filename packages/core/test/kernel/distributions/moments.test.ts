import { describe, expect, it } from 'vitest'
import type { Distribution } from '../../../src/kernel/distributions/distribution.ts'
import { lawOf, mean, standardDeviation } from '../../../src/kernel/distributions/law-of.ts'
import { scaled } from '../../../src/kernel/distributions/scaled.ts'
import { examples } from './examples.ts'

describe.each(examples)('moments: %s', (_, distribution) => {
  it('are those of the quantile function', () => {
    const { quantile } = lawOf(distribution)
    const first = integrate(quantile)
    const second = integrate((u) => (quantile(u) - first) ** 2)

    expect(mean(distribution) / first).toBeCloseTo(1, 3)
    expect((standardDeviation(distribution) + 1) / (Math.sqrt(second) + 1)).toBeCloseTo(1, 2)
  })

  it('scale with the durations', () => {
    const doubled = scaled(distribution, 2)

    expect(mean(doubled) / (2 * mean(distribution))).toBeCloseTo(1, 9)
    expect(standardDeviation(doubled)).toBeCloseTo(2 * standardDeviation(distribution), 1)
    expect(lawOf(doubled).quantile(0.3) / (2 * lawOf(distribution).quantile(0.3))).toBeCloseTo(1, 9)
  })
})

describe('mean and standard deviation', () => {
  it.each<readonly [Distribution, number, number]>([
    [{ type: 'log-normal', median: 8, sigma: 0.5 }, 9.065188, 4.831204],
    [{ type: 'log-normal', median: Math.exp(-0.589327498), sigma: 1.085658784 }, 1, 1.5],
    [{ type: 'weibull', scale: 10, shape: 1 }, 10, 10],
    [
      { type: 'weibull', scale: 10, shape: 2 },
      5 * Math.sqrt(Math.PI),
      10 * Math.sqrt(1 - Math.PI / 4),
    ],
    [{ type: 'gamma', shape: 4, scale: 3 }, 12, 6],
    [{ type: 'triangular', low: 0, mode: 3, high: 6 }, 3, Math.sqrt(1.5)],
    [{ type: 'uniform', low: 0, high: 12 }, 6, Math.sqrt(12)],
    [{ type: 'empirical', values: [0, 12] }, 6, Math.sqrt(12)],
    [{ type: 'empirical', values: [7] }, 7, 0],
    // An exponential law cut at g: E = μ − g e^(−g/μ) / (1 − e^(−g/μ)).
    [
      { type: 'truncated', high: 30, distribution: { type: 'exponential', mean: 20 } },
      20 - (30 * Math.exp(-1.5)) / (1 - Math.exp(-1.5)),
      8.201254375355351,
    ],
    [
      {
        type: 'mixture',
        components: [
          { weight: 1, distribution: { type: 'constant', value: 0 } },
          { weight: 3, distribution: { type: 'exponential', mean: 8 } },
        ],
      },
      6,
      Math.sqrt(0.75 * 64 + 0.75 * 0.25 * 64),
    ],
  ])('of %o are %d and %d', (distribution, expectedMean, expectedDeviation) => {
    expect(mean(distribution)).toBeCloseTo(expectedMean, 5)
    expect(standardDeviation(distribution)).toBeCloseTo(expectedDeviation, 5)
  })
})

/** The mean of f over (0, 1) at midpoints that crowd at both ends. */
function integrate(f: (u: number) => number): number {
  const steps = 20_000
  let sum = 0
  for (let step = 0; step < steps; step++) {
    const x = (step + 0.5) / steps
    const u = x * x * (3 - 2 * x)
    sum += f(u) * 6 * x * (1 - x)
  }
  return sum / steps
}
