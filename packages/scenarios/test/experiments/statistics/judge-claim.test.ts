import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../src/experiments/statistics/claim.ts'
import { judgeClaim } from '../../../src/experiments/statistics/judge-claim.ts'
import { normalDraws, samplesOf } from './draws.ts'

describe('a claim about the mean', () => {
  const around100 = Array.from({ length: 40 }, (_, index) => 90 + (index % 21))
  const mean = (comparator: '<=' | '>=' | '==' | '!=', bound: number) =>
    judgeClaim({ type: 'mean', comparator, bound }, around100)

  it('is met where the whole interval keeps to it, failed where none of it does', () => {
    expect(mean('<=', 110).verdict).toBe('met')
    expect(mean('<=', 90).verdict).toBe('failed')
    expect(mean('>=', 90).verdict).toBe('met')
    expect(mean('>=', 110).verdict).toBe('failed')
    expect(mean('!=', 50).verdict).toBe('met')
    expect(mean('==', 50).verdict).toBe('failed')
  })

  it('is undecided in between, and about so many replications decide it', () => {
    const judgement = mean('<=', 100)

    expect(judgement.verdict).toBe('undecided')
    const { value, low, high } = judgement.evidence
    expect(low).toBeLessThan(100)
    expect(high).toBeGreaterThan(100)
    const expected = Math.ceil(40 * ((high - value) / (100 - value)) ** 2)
    expect(judgement).toMatchObject({ replicationsNeeded: expected })
  })

  it('is undecided for ever where the sample mean is the bound', () => {
    expect(judgeClaim({ type: 'mean', comparator: '<', bound: 2 }, [1, 3])).toMatchObject({
      verdict: 'undecided',
      replicationsNeeded: undefined,
    })
  })

  it('is decided by constant values', () => {
    expect(judgeClaim({ type: 'mean', comparator: '==', bound: 2 }, [2, 2]).verdict).toBe('met')
    expect(judgeClaim({ type: 'mean', comparator: '!=', bound: 2 }, [2, 2]).verdict).toBe('failed')
    expect(judgeClaim({ type: 'mean', comparator: '<', bound: 2 }, [2, 2]).verdict).toBe('failed')
  })

  it('fails where a run did not end: such a mean is below nothing', () => {
    const judgement = judgeClaim({ type: 'mean', comparator: '<=', bound: 60 }, [1, 2, Infinity])

    expect(judgement).toMatchObject({
      verdict: 'failed',
      evidence: { value: Infinity, unfinished: 1, count: 3 },
    })
  })

  it('needs two runs to begin with', () => {
    expect(judgeClaim({ type: 'mean', comparator: '<=', bound: 60 }, [50])).toMatchObject({
      verdict: 'undecided',
      replicationsNeeded: 2,
    })
    expect(judgeClaim({ type: 'mean', comparator: '<=', bound: 60 }, []).verdict).toBe('undecided')
  })
})

describe('a claim about a quantile', () => {
  const p99 = (bound: number): Claim => ({
    type: 'quantile',
    probability: 0.99,
    comparator: '<=',
    bound,
  })
  const seconds = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

  it('is judged by order statistics', () => {
    expect(judgeClaim(p99(1000), seconds(1000)).verdict).toBe('met')
    expect(judgeClaim(p99(980), seconds(1000)).verdict).toBe('failed')
    expect(judgeClaim(p99(990), seconds(1000))).toMatchObject({
      verdict: 'undecided',
      evidence: { value: 990, low: 983, high: 997 },
    })
  })

  it('cannot be met by fewer replications than a bound needs', () => {
    expect(judgeClaim(p99(400), seconds(300))).toMatchObject({
      verdict: 'undecided',
      evidence: { high: Infinity },
      replicationsNeeded: 368,
    })
  })

  it('fails where too many runs did not end', () => {
    const stalling = seconds(400).map((value) => (value > 360 ? Infinity : value))

    expect(judgeClaim(p99(1000), stalling)).toMatchObject({
      verdict: 'failed',
      evidence: { value: Infinity, unfinished: 40 },
    })
  })
})

describe('a claim about a probability', () => {
  const atMost = (bound: number): Claim => ({ type: 'probability', comparator: '<=', bound })
  const happened = (times: number, count: number) =>
    Array.from({ length: count }, (_, index) => Number(index < times))

  it('is judged by Clopper and Pearson', () => {
    expect(judgeClaim(atMost(0.05), happened(0, 100)).verdict).toBe('met')
    expect(judgeClaim(atMost(0.01), happened(0, 100))).toMatchObject({ verdict: 'undecided' })
    expect(judgeClaim(atMost(0.01), happened(10, 100)).verdict).toBe('failed')
  })

  it.each([
    { bound: 0.01, times: 0, count: 300, needed: 368 },
    { bound: 0.1, times: 6, count: 100, needed: 231 },
    { bound: 0.1, times: 15, count: 100, needed: 177 },
  ])(
    'of at most $bound is decided by $needed replications where $times of $count are against it',
    ({ bound, times, count, needed }) => {
      const judgement = judgeClaim(atMost(bound), happened(times, count))
      const verdictOf = (more: number) =>
        judgeClaim(atMost(bound), happened(Math.round((times / count) * more), more)).verdict

      expect(judgement).toMatchObject({ verdict: 'undecided', replicationsNeeded: needed })
      expect(verdictOf(needed - 1)).toBe('undecided')
      expect(verdictOf(needed)).not.toBe('undecided')
    },
  )

  it('is never decided where as many are against it as may be', () => {
    expect(judgeClaim(atMost(0.1), happened(1, 10))).toMatchObject({
      verdict: 'undecided',
      replicationsNeeded: undefined,
    })
  })
})

describe('a claim about every run', () => {
  it('is met until one run breaks it', () => {
    expect(judgeClaim({ type: 'every' }, [1, 1, 1])).toMatchObject({
      verdict: 'met',
      evidence: { value: 1, high: 1 },
    })
    expect(judgeClaim({ type: 'every' }, [1, 0, 1])).toMatchObject({ verdict: 'failed' })
  })

  it('is undecided before the first run', () => {
    expect(judgeClaim({ type: 'every' }, [])).toMatchObject({ verdict: 'undecided' })
  })
})

describe('wrong verdicts', () => {
  it('are no more frequent than the level allows, for a claim that is just true', () => {
    const trials = 2000
    const draw = normalDraws('judgement')
    let failed = 0
    for (let trial = 0; trial < trials; trial++) {
      const claim: Claim = { type: 'mean', comparator: '<=', bound: 0 }
      if (judgeClaim(claim, samplesOf(20, draw)).verdict === 'failed') failed += 1
    }

    expect(failed / trials).toBeLessThan(0.025 + 4 * Math.sqrt((0.025 * 0.975) / trials))
  })
})
