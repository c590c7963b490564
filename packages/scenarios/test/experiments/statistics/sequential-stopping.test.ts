import { Tally } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { meanHalfWidth } from '../../../src/experiments/statistics/mean.ts'
import {
  type PrecisionTarget,
  STOPPING_BLOCK,
  SequentialStopping,
  type StoppingOptions,
} from '../../../src/experiments/statistics/sequential-stopping.ts'
import { percent, undocumentedRows } from './documented-rows.ts'
import { normalDraws } from './draws.ts'

const mean = (type: 'relative' | 'absolute', value: number): PrecisionTarget => ({
  of: 'mean',
  measure: 0,
  halfWidth: { type, value },
})

describe('SequentialStopping', () => {
  it('stops at min when nothing is asked for', () => {
    expect(stopOf({ min: 30, max: 1000, targets: [] }, () => [[1]])).toBe(30)
  })

  it('stops at max when the precision is never reached', () => {
    const wide = (replication: number) => [[replication % 2]]

    expect(stopOf({ min: 10, max: 47, targets: [mean('absolute', 1e-3)] }, wide)).toBe(47)
  })

  it('looks at the ends of blocks only, and believes the second look in a row', () => {
    const steady = (replication: number) => [[100 + (replication % 3)]]

    const stop = stopOf({ min: 25, max: 1000, targets: [mean('relative', 0.05)] }, steady)

    expect(stop).toBe(25 + STOPPING_BLOCK)
  })

  it('waits for the worst variant', () => {
    const draw = normalDraws('worst variant')
    const values = Array.from({ length: 2000 }, () => [[100 + draw()], [100 + 25 * draw()]])
    const options = { min: 10, max: 2000, targets: [mean('absolute', 1)] }

    const alone = values.map(([, worst]) => [worst!])
    expect(stopOf({ ...options, baselines: [0, 0] }, (at) => values[at]!)).toBe(
      stopOf(options, (at) => alone[at]!),
    )
  })

  it('waits for differences to the baseline, which common random numbers make precise', () => {
    const draw = normalDraws('differences')
    const difference: PrecisionTarget = {
      of: 'difference',
      measure: 0,
      halfWidth: { type: 'absolute', value: 0.5 },
    }
    const pair = (common: number, own: number) => [[100 + 20 * common], [90 + 20 * common + own]]
    const options = { min: 10, max: 5000, baselines: [0, 0], targets: [difference] }

    expect(stopOf(options, () => pair(draw(), draw()))).toBeLessThan(60)
  })

  it('never believes a mean of 0 to be known to a share of itself', () => {
    const draw = normalDraws('zero mean')
    const around0 = () => [[draw()]]

    expect(stopOf({ min: 10, max: 300, targets: [mean('relative', 0.1)] }, around0)).toBe(300)
  })

  it('takes constants, 0 among them, for known', () => {
    expect(stopOf({ min: 10, max: 300, targets: [mean('relative', 0.1)] }, () => [[0]])).toBe(20)
  })

  it('goes on to max once a run did not end: such a mean does not exist', () => {
    const stalling = (replication: number) => [[replication === 3 ? Infinity : 60]]

    expect(stopOf({ min: 10, max: 80, targets: [mean('relative', 0.1)] }, stalling)).toBe(80)
  })

  it('does not wait for what a workload does not have', () => {
    const options = { min: 10, max: 80, baselines: [0, 1], targets: [mean('relative', 0.1)] }

    expect(stopOf(options, () => [[60], [NaN]])).toBe(20)
  })

  it.each([
    { share: 0.05, spread: 20 },
    { share: 0.02, spread: 10 },
  ])('leaves an interval that still holds its level, at $share', ({ share, spread }) => {
    const trials = 4000
    const draw = normalDraws(`stopping at ${share}`)
    let covered = 0
    let replications = 0
    for (let trial = 0; trial < trials; trial++) {
      const tally = new Tally()
      const options = { min: 10, max: 5000, targets: [mean('relative', share)] }
      stopOf(options, () => {
        const value = 100 + spread * draw()
        tally.add(value)
        return [[value]]
      })
      replications += tally.count
      if (Math.abs(tally.mean - 100) <= meanHalfWidth(tally, 0.95)) covered += 1
    }

    expect(Math.abs(covered / trials - 0.95)).toBeLessThan(0.015)
    expect(
      undocumentedRows(
        `${100 * share} %`,
        `${spread} %`,
        (replications / trials).toFixed(0),
        percent(covered / trials),
      ),
    ).toEqual([])
  })
})

/** After how many replications it stops; `valuesOf` a replication are by variant and measure. */
function stopOf(
  options: Omit<StoppingOptions, 'baselines'> & { readonly baselines?: readonly number[] },
  valuesOf: (replication: number) => readonly (readonly number[])[],
): number {
  const stopping = new SequentialStopping({ baselines: [0], ...options })
  let replication = 0
  while (stopping.stopAt === undefined) {
    stopping.add(valuesOf(replication))
    replication += 1
  }
  expect(stopping.stopAt).toBe(replication)
  return stopping.stopAt
}
