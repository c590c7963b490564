import { describe, expect, it } from 'vitest'
import { compareVariants } from '../../../src/experiments/analysis/baseline-comparison.ts'
import { ReplicationTable } from '../../../src/experiments/analysis/replication-table.ts'
import { compareStalls } from '../../../src/experiments/analysis/stall-difference.ts'
import { aStudy } from '../a-study.ts'
import { type Told, measure, noise, someReplications } from './some-replications.ts'

const MEASURES = [measure('rolloutDuration'), measure('minimumReady')]

function compare(tell: (variant: number, replication: number) => Told) {
  const replications = someReplications({ variants: 2, replications: 50 }, tell)
  const table = new ReplicationTable(aStudy(), replications)
  return compareVariants(table, { variant: 1, baseline: 0 }, MEASURES, 0.95)
}

describe('a variant beside its baseline', () => {
  it('is better where less is better and it has less, worse where more is better', () => {
    const { differences } = compare((variant, replication) => ({
      rolloutDuration: (variant === 0 ? 100 : 50) + noise(replication),
      minimumReady: (variant === 0 ? 5 : 4) + noise(replication, variant + 1),
    }))

    expect(differences.map((each) => each?.verdict)).toEqual(['better', 'worse'])
    expect(differences[0]).toMatchObject({
      difference: { mean: expect.closeTo(-50) },
      ratio: { type: 'ratio' },
    })
  })

  it('is identical where it has the same value in every replication, and never equal', () => {
    const { differences } = compare((_, replication) => ({ rolloutDuration: noise(replication) }))

    expect(differences[0]).toMatchObject({ difference: { type: 'identical' } })
    expect(differences[0]?.verdict).toBeUndefined()
  })

  it('is not told from it where only chance tells them apart', () => {
    const { differences } = compare((variant, replication) => ({
      rolloutDuration: 100 + 20 * noise(replication, variant),
    }))

    expect(differences[0]?.difference.type).toBe('difference')
    expect(differences[0]?.verdict).toBeUndefined()
  })

  it('has an interval of the ratio that leaves out 1 just where the difference leaves out 0', () => {
    for (let effect = 0; effect < 4; effect += 0.1) {
      const { differences } = compare((variant, replication) => ({
        rolloutDuration: 100 + effect * variant + 10 * noise(replication, variant),
      }))
      const { ratio, verdict } = differences[0]!
      const leavesOut1 =
        ratio.type === 'ratio' && (ratio.interval.low > 1 || ratio.interval.high < 1)

      expect(leavesOut1).toBe(verdict !== undefined)
    }
  })

  it('has no difference of means when a run did not end, but one in stalls', () => {
    const comparison = compare((variant, replication) => ({
      rolloutDuration: variant === 1 && replication % 5 === 0 ? Infinity : 100,
    }))

    expect(comparison.differences[0]).toMatchObject({
      difference: { type: 'unfinished', unfinished: 10, count: 50 },
    })
    expect(comparison.stalls.verdict).toBe('more often')
  })

  it('leaves out what one of both does not have', () => {
    const { differences } = compare((variant) => ({ minimumReady: variant === 1 ? NaN : 3 }))

    expect(differences[1]).toBeUndefined()
  })
})

describe('stalls in pairs', () => {
  const times = (count: number, value: boolean): readonly boolean[] => Array(count).fill(value)

  it('count only replications in which just one of both stalled', () => {
    const { share, verdict } = compareStalls(
      [...times(6, true), ...times(40, true), false],
      [...times(6, false), ...times(40, true), false],
      0.95,
    )

    expect(share).toMatchObject({ happened: 6, count: 6 })
    // Six of six by chance: 2 · 2⁻⁶ = 3.1 %.
    expect(verdict).toBe('more often')
  })

  it('are not told apart by five of five: 2 · 2⁻⁵ is 6.3 %', () => {
    expect(compareStalls(times(5, false), times(5, true), 0.95).verdict).toBe('not distinguishable')
  })

  it('are identical when both stall in the same ones', () => {
    expect(compareStalls(times(3, true), times(3, true), 0.95)).toEqual({
      share: undefined,
      verdict: 'identical',
    })
  })
})
