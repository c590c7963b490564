import { describe, expect, it } from 'vitest'
import { Tally } from '../../../src/results/rollouts/tally.ts'

describe('Tally', () => {
  it('gives the least value that a share of the values does not exceed', () => {
    const tally = tallyOf([40, 10, 30, 20])

    expect([0.25, 0.5, 0.51, 0.99, 1].map((share) => tally.quantile(share))).toEqual([
      10, 20, 30, 40, 40,
    ])
  })

  it('takes in more after it has been asked', () => {
    const tally = tallyOf([2])
    expect(tally.max).toBe(2)

    tally.add(1)

    expect([tally.min, tally.max, tally.mean, tally.count]).toEqual([1, 2, 1.5, 2])
  })

  it('knows nothing of no values', () => {
    const tally = tallyOf([])

    expect([tally.min, tally.max, tally.mean, tally.quantile(0.5)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally()
  for (const value of values) tally.add(value)
  return tally
}
