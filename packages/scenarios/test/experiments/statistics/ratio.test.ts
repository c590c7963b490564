import { describe, expect, it } from 'vitest'
import { estimateDifference } from '../../../src/experiments/statistics/paired-difference.ts'
import { estimateRatio } from '../../../src/experiments/statistics/ratio.ts'
import { fourStandardErrors, normalDraws } from './draws.ts'

describe('estimateRatio', () => {
  it('is the ratio of the means, not the mean of the ratios', () => {
    expect(estimateRatio([400, 404, 408], [100, 101, 102])).toEqual({
      type: 'ratio',
      ratio: 4,
      // Always four times as large: nothing is left to doubt.
      interval: {
        low: expect.closeTo(4, 12) as number,
        high: expect.closeTo(4, 12) as number,
        level: 0.95,
      },
    })
    expect(estimateRatio([10, 2], [1, 1])).toMatchObject({ ratio: 6 })
  })

  it('leaves out 1 exactly where the difference leaves out 0', () => {
    const draw = normalDraws('ratio and difference')
    for (let trial = 0; trial < 300; trial++) {
      const baseline = Array.from({ length: 12 }, () => 100 + 10 * draw())
      const variant = baseline.map((value) => value + 3 + 6 * draw())
      const difference = estimateDifference(variant, baseline)
      const ratio = estimateRatio(variant, baseline)
      if (difference.type !== 'difference' || ratio.type !== 'ratio') throw new Error('has both')

      expect(ratio.interval.low > 1).toBe(difference.interval.low > 0)
      expect(ratio.interval.high < 1).toBe(difference.interval.high < 0)
    }
  })

  it('has no bounds when the denominator may be 0', () => {
    expect(estimateRatio([5, 6, 7], [-1, 0, 1.5]).type).toBe('unbounded')
    expect(estimateRatio([5], [4])).toEqual({ type: 'unbounded', ratio: 1.25 })
  })

  it('is refused when a run did not end', () => {
    expect(estimateRatio([5, Infinity], [1, 1])).toEqual({
      type: 'unfinished',
      unfinished: 1,
      count: 2,
    })
  })

  it.each([
    { law: 'normal', valueOf: (z: number) => 10 + 2 * z, mean: 10, off: 0 },
    {
      law: 'log-normal, σ 0.5',
      valueOf: (z: number) => Math.exp(0.5 * z),
      mean: Math.exp(0.125),
      off: 0.01,
    },
  ])('holds its level on pairs of $law values', ({ law, valueOf, mean, off }) => {
    const trials = 4000
    const draw = normalDraws(`ratio ${law}`)
    let covered = 0
    for (let trial = 0; trial < trials; trial++) {
      const below: number[] = []
      const above: number[] = []
      for (let replication = 0; replication < 30; replication++) {
        const common = draw()
        below.push(valueOf(0.8 * common + 0.6 * draw()))
        above.push(4 * valueOf(0.8 * common + 0.6 * draw()) + mean)
      }
      const estimate = estimateRatio(above, below)
      if (estimate.type !== 'ratio') continue
      if (estimate.interval.low <= 5 && 5 <= estimate.interval.high) covered += 1
    }

    expect(Math.abs(covered / trials - 0.95)).toBeLessThan(fourStandardErrors(0.95, trials) + off)
  })
})
