import { describe, expect, it } from 'vitest'
import { EnoughReplications } from '../../src/experiments/enough-replications.ts'
import { REPLICATION_MEASURES } from '../../src/experiments/replication-measure.ts'
import type { Study } from '../../src/experiments/study.ts'
import { aStudy } from './a-study.ts'

/** The rollout's duration of a variant in a replication. */
type DurationOf = (variant: number, replication: number) => number

describe('EnoughReplications', () => {
  it('wants as many as it is told to', () => {
    expect(countOf(aStudy('replications: 12'), noisy)).toBe(12)
  })

  it('wants the fewest when nothing must be known better', () => {
    expect(countOf(aStudy('replications: { min: 5, max: 50 }'), noisy)).toBe(5)
  })

  it('wants more until the worst variant is known well enough, at the end of a block', () => {
    const study = aStudy('replications: { min: 5, max: 500, until: { rolloutDuration: 2% } }')

    const count = countOf(study, noisy)

    expect(count).toBeGreaterThan(20)
    expect(count).toBeLessThan(500)
    expect((count - 5) % 10).toBe(0)
    expect(countOf(study, (_variant, replication) => noisy(0, replication))).toBeLessThan(count)
  })

  it('takes the difference to the baseline, which common chance makes sure sooner', () => {
    const both = 'replications: { min: 5, max: 500, until: { difference: 1s } }'
    const alone = 'replications: { min: 5, max: 500, until: { rolloutDuration: 1s } }'
    const common: DurationOf = (variant, replication) => noisy(0, replication) + 10 * variant

    expect(countOf(aStudy(both), common)).toBe(15)
    expect(countOf(aStudy(alone), common)).toBeGreaterThan(15)
  })

  it('ends with a goal as soon as the best variant is clear', () => {
    const goal = 'goal: { minimise: rolloutDuration, indifference: 1s }'
    const study = aStudy(`replications: { min: 10, max: 500 }\n  ${goal}`)

    expect(countOf(study, (variant, replication) => noisy(0, replication) + 20 * variant)).toBe(10)
    expect(countOf(study, noisy)).toBeGreaterThan(10)
  })

  it('runs all of them for a quantile, of which nothing is promised', () => {
    const study = aStudy(
      'replications: { min: 5, max: 40 }\n  goal: { minimise: rolloutDuration p90 }',
    )

    expect(countOf(study, noisy)).toBe(40)
  })
})

/** How many replications it takes, of variants that take so long. */
function countOf(study: Study, durationOf: DurationOf): number {
  const enough = new EnoughReplications(study)
  let replication = 0
  for (; replication < enough.end; replication++) {
    for (const { number } of study.variants) {
      const values = REPLICATION_MEASURES.map(() => durationOf(number, replication))
      const told = { outcome: 'done', expectations: [], traceDigest: '' } as const
      enough.accept({ variant: number, replication, values, ...told })
    }
  }
  return replication
}

/** Durations about 100 s, which variants do not have in common; those of the second vary more. */
function noisy(variant: number, replication: number): number {
  const share = ((replication * 7_919 + variant * 104_729) % 1_000) / 1_000
  return 100 + (variant + 1) * 10 * (share - 0.5)
}
