import { describe, expect, it } from 'vitest'
import {
  ExpectationClaim,
  UnjudgedExpectationError,
} from '../../../src/experiments/analysis/expectation-claim.ts'
import { parseExpectation } from '../../../src/format/expectations/expectation.ts'
import { judgeClaim } from '../../../src/experiments/statistics/judge-claim.ts'
import { aStudy } from '../a-study.ts'
import { type Told, noise, someReplications } from './some-replications.ts'

const STUDY = aStudy('goal: { minimise: rolloutDuration, subjectTo: [unavailable max <= 1] }')

function judge(text: string, tell: (replication: number) => Told) {
  const expectation = parseExpectation(text)
  if (expectation.type === 'problem') throw new Error(text)
  const about = new ExpectationClaim(expectation)
  const replications = someReplications({ variants: 1, replications: 100 }, (_, replication) =>
    tell(replication),
  )
  const sample = replications.map((each) => about.valueIn(each, STUDY.variants[0]!))
  return judgeClaim(about.claim, sample).verdict
}

const AROUND_100 = (replication: number): Told => ({
  rolloutDuration: 100 + 10 * noise(replication),
})

describe('an expectation over replications', () => {
  it.each([
    ['rolloutDuration mean <= 102s', 'met'],
    ['rolloutDuration mean <= 98s', 'failed'],
    ['rolloutDuration mean <= 100s', 'undecided'],
    ['rolloutDuration p50 <= 105s', 'met'],
    ['rolloutDuration p50 <= 95s', 'failed'],
    ['rolloutDuration p99 <= 111s', 'undecided'],
    ['rolloutDuration <= 111s', 'met'],
    ['rolloutDuration <= 105s', 'failed'],
    ['rolloutDuration max <= 105s', 'failed'],
    ['rolloutDuration max >= 105s', 'met'],
    ['rolloutDuration min <= 95s', 'met'],
    ['not stalled', 'met'],
    ['stalled', 'failed'],
    ['stalled <= 5%', 'met'],
    ['stalled <= 1%', 'undecided'],
  ])('%s is %s', (text, verdict) => {
    expect(judge(text, AROUND_100)).toBe(verdict)
  })

  it('is judged by the runs themselves where it is about what happens in them', () => {
    const held = (replication: number): Told => ({ expectations: [replication !== 40] })

    expect(judge('unavailable max <= 1', () => ({ expectations: [true] }))).toBe('met')
    expect(judge('unavailable max <= 1', held)).toBe('failed')
  })

  it('is refused when the runs were not asked about it', () => {
    expect(() => judge('unavailable max <= 7', AROUND_100)).toThrow(UnjudgedExpectationError)
  })
})
