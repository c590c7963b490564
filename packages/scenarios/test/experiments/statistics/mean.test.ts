import { describe, expect, it } from 'vitest'
import { studentTQuantile } from '../../../src/experiments/statistics/distributions.ts'
import { estimateMean, tallyOf } from '../../../src/experiments/statistics/mean.ts'
import { describeUnfinished } from '../../../src/experiments/statistics/sample.ts'
import { fourStandardErrors, normalDraws, samplesOf } from './draws.ts'

describe('estimateMean', () => {
  it('gives mean, spread and t interval', () => {
    const estimate = estimateMean([4, 8, 6, 2])

    // s = √(20/3), t(0.975, 3) = 3.182446, half-width 3.182446 · 2.581989 / 2
    expect(estimate).toEqual({
      type: 'mean',
      count: 4,
      mean: 5,
      standardDeviation: expect.closeTo(2.581989, 6) as number,
      interval: {
        low: expect.closeTo(0.891483, 5) as number,
        high: expect.closeTo(9.108517, 5) as number,
        level: 0.95,
      },
      isSmallSample: true,
    })
  })

  it('refuses a mean when a run did not end', () => {
    const durations = Array.from({ length: 300 }, (_, index) => (index < 7 ? Infinity : 60))

    const estimate = estimateMean(durations)

    expect(estimate).toEqual({ type: 'unfinished', unfinished: 7, count: 300 })
    expect(estimate.type === 'unfinished' && describeUnfinished(estimate)).toBe('7 of 300 stalled')
  })

  it('knows nothing of the spread of a single run', () => {
    expect(estimateMean([5])).toMatchObject({
      mean: 5,
      standardDeviation: NaN,
      interval: { low: -Infinity, high: Infinity },
    })
  })

  it('warns of fewer than 30 runs, unless they are all alike', () => {
    const differing = (count: number) => Array.from({ length: count }, (_, index) => index)

    expect(estimateMean(differing(29))).toMatchObject({ isSmallSample: true })
    expect(estimateMean(differing(30))).toMatchObject({ isSmallSample: false })
    expect(estimateMean([3, 3, 3])).toMatchObject({
      isSmallSample: false,
      interval: { low: 3, high: 3 },
    })
  })

  it.each([5, 30])('holds its level on normal values, %d of them', (count) => {
    const trials = 10_000
    const draw = normalDraws(`mean of ${count}`)
    const t = studentTQuantile(0.975, count - 1)
    let covered = 0
    for (let trial = 0; trial < trials; trial++) {
      const { mean, standardError } = tallyOf(samplesOf(count, draw))
      if (Math.abs(mean) <= t * standardError) covered += 1
    }

    expect(Math.abs(covered / trials - 0.95)).toBeLessThan(fourStandardErrors(0.95, trials))
  })
})
