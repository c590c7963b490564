import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  betaQuantile,
  binomialAtLeast,
  binomialAtMost,
  normalQuantile,
  studentTQuantile,
} from '../../../src/experiments/statistics/distributions.ts'

describe('quantiles and probabilities agree with published tables', () => {
  it.each([
    [0.95, 1, 6.314],
    [0.95, 10, 1.812],
    [0.975, 1, 12.706],
    [0.975, 2, 4.303],
    [0.975, 5, 2.571],
    [0.975, 10, 2.228],
    [0.975, 29, 2.045],
    [0.975, 30, 2.042],
    [0.975, 60, 2],
    [0.975, 120, 1.98],
    [0.995, 10, 3.169],
    [0.9995, 5, 6.869],
  ])('Student’s t at %d with %d degrees of freedom is %d', (probability, degrees, t) => {
    expect(studentTQuantile(probability, degrees)).toBeCloseTo(t, 3)
    expect(studentTQuantile(1 - probability, degrees)).toBeCloseTo(-t, 3)
  })

  it.each([
    [0.5, 0],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.9999, 3.719016485455709],
  ])('the normal law at %d is %d', (probability, z) => {
    expect(normalQuantile(probability)).toBeCloseTo(z, 12)
  })

  it.each([
    [3, 10, 0.5, 0.1719],
    [0, 20, 0.05, 0.3585],
    [4, 20, 0.3, 0.2375],
    [12, 20, 0.5, 0.8684],
    [18, 20, 0.9, 0.6083],
  ])('at most %d of %d with probability %d is %d', (successes, trials, probability, share) => {
    expect(binomialAtMost(successes, trials, probability)).toBeCloseTo(share, 4)
    expect(binomialAtLeast(successes + 1, trials, probability)).toBeCloseTo(1 - share, 4)
  })

  it('knows what is sure without a table', () => {
    expect(binomialAtMost(-1, 10, 0.3)).toBe(0)
    expect(binomialAtMost(10, 10, 0.3)).toBe(1)
    expect(binomialAtLeast(0, 10, 0.3)).toBe(1)
    expect(binomialAtLeast(11, 10, 0.3)).toBe(0)
  })
})

describe('the same bits on every Node version and machine', () => {
  it('is what WebAssembly promises', () => {
    expect(studentTQuantile(0.975, 29)).toBe(2.0452296421327043)
    expect(betaQuantile(0.025, 7, 294)).toBe(0.009431502061795164)
    expect(binomialAtMost(90, 100, 0.95)).toBe(0.028188294163416255)
    expect(normalQuantile(1e-6)).toBe(-4.753424308822899)
  })
})

describe('closed forms', () => {
  const probabilities = fc.double({ min: 1e-5, max: 1 - 1e-5, noNaN: true })

  it('Student’s t with 1 and 2 degrees of freedom', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const two = (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p)))

        expect(relativeError(studentTQuantile(p, 1), -1 / Math.tan(Math.PI * p))).toBeLessThan(1e-8)
        expect(relativeError(studentTQuantile(p, 2), two)).toBeLessThan(1e-8)
      }),
    )
  })

  it('beta with a or b of 1, and the arcsine law', () => {
    fc.assert(
      fc.property(probabilities, fc.integer({ min: 1, max: 1000 }), (p, shape) => {
        const least = -Math.expm1(Math.log1p(-p) / shape)
        const most = Math.exp(Math.log(p) / shape)
        const arcsine = Math.sin((Math.PI * p) / 2)

        expect(relativeError(betaQuantile(p, 1, shape), least)).toBeLessThan(1e-8)
        expect(relativeError(betaQuantile(p, shape, 1), most)).toBeLessThan(1e-8)
        expect(relativeError(betaQuantile(p, 0.5, 0.5), arcsine * arcsine)).toBeLessThan(1e-8)
      }),
    )
  })

  it('binomial probabilities are sums of their terms', () => {
    const cases = fc.record({
      trials: fc.integer({ min: 1, max: 60 }),
      probability: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    })
    fc.assert(
      fc.property(cases, ({ trials, probability }) => {
        let atMost = 0
        let term = Math.exp(trials * Math.log1p(-probability))
        for (let successes = 0; successes <= trials; successes++) {
          atMost += term
          term *= ((trials - successes) / (successes + 1)) * (probability / (1 - probability))

          expect(binomialAtMost(successes, trials, probability)).toBeCloseTo(atMost, 10)
        }
      }),
      { numRuns: 50 },
    )
  })
})

function relativeError(value: number, exact: number): number {
  return value === exact ? 0 : Math.abs(value - exact) / Math.abs(exact)
}
