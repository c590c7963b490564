import { describe, expect, it } from 'vitest'
import { adviseTimeout } from '../../../src/experiments/statistics/timeout-advice.ts'

describe('adviseTimeout', () => {
  it('is the upper bound of the p99, rounded up to a whole minute', () => {
    const advice = adviseTimeout(secondsUpTo(1000))

    expect(advice).toMatchObject({ type: 'timeout', quantile: 990, bound: 996, timeout: 1020 })
  })

  it('keeps a bound that is a whole minute', () => {
    const advice = adviseTimeout(Array.from({ length: 299 }, () => 120))

    expect(advice).toMatchObject({ type: 'timeout', bound: 120, timeout: 120 })
  })

  it('is at least a minute', () => {
    const advice = adviseTimeout(Array.from({ length: 299 }, () => 0))

    expect(advice).toMatchObject({ type: 'timeout', bound: 0, timeout: 60 })
  })

  it.each([
    { probability: 0.95, needed: 59 },
    { probability: 0.99, needed: 299 },
  ])('is refused below $needed replications for $probability', ({ probability, needed }) => {
    expect(adviseTimeout(secondsUpTo(needed - 1), { probability })).toEqual({
      type: 'too few replications',
      count: needed - 1,
      needed,
    })
    expect(adviseTimeout(secondsUpTo(needed), { probability })).toMatchObject({
      type: 'timeout',
      bound: needed,
    })
  })

  it('tells no number where more than one run in a hundred may stall', () => {
    const advice = adviseTimeout([...secondsUpTo(299), Infinity])

    expect(advice).toEqual({
      type: 'too many stalls',
      stalls: {
        happened: 1,
        count: 300,
        probability: 1 / 300,
        interval: {
          low: expect.closeTo(0.0000844, 7) as number,
          high: expect.closeTo(0.01843, 5) as number,
          level: 0.95,
        },
      },
      upperBound: expect.closeTo(0.01571, 4) as number,
    })
  })

  it('keeps to that for a p95, too', () => {
    const durations = [...secondsUpTo(199), Infinity]

    expect(adviseTimeout(durations, { probability: 0.95 }).type).toBe('too many stalls')
  })

  it('advises where stalls are known to be rare enough', () => {
    expect(adviseTimeout([...secondsUpTo(2999), Infinity])).toMatchObject({
      type: 'timeout',
      bound: 2980,
      stalls: { happened: 1, count: 3000 },
    })
  })
})

function secondsUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
