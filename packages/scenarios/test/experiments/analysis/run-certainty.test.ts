import { describe, expect, it } from 'vitest'
import {
  defaultReplications,
  runCertainty,
  studyOfRun,
  verdictsOver,
} from '../../../src/experiments/analysis/run-certainty.ts'
import { parseExpectation } from '../../../src/format/expectations/expectation.ts'
import type { Expectation } from '../../../src/format/expectations/expectation.ts'
import type { Verdict } from '../../../src/results/expectations/verdict.ts'
import { aStudy } from '../a-study.ts'
import { type Told, noise, someReplications } from './some-replications.ts'

const CLAIMS = ['rolloutDuration p50 <= 110s', 'rolloutDuration <= 110s', 'stalled <= 1%']

function certaintyOf(tell: (replication: number) => Told, replications = 100) {
  const { scenario } = aStudy().variants[0]!
  const expected = CLAIMS.map((text) => parseExpectation(text) as Expectation)
  const study = studyOfRun({ ...scenario, expect: expected }, { warmUp: false, replications })
  const runs = someReplications({ variants: 1, replications }, (_, n) => tell(n))
  return runCertainty(study, runs)
}

const OF_THE_RUN: readonly Verdict[] = [
  { text: CLAIMS[0]!, result: 'undecided', note: 'it takes replications' },
  { text: CLAIMS[1]!, result: 'met' },
  { text: CLAIMS[2]!, result: 'undecided', note: 'it takes replications' },
]

describe('how often a run is repeated', () => {
  it.each([
    [100, 300],
    [1_666, 300],
    [10_000, 50],
    [16_666, 30],
    [20_000, 1],
    [0, 300],
  ])('of %i events: %i times', (events, replications) => {
    expect(defaultReplications(events)).toBe(replications)
  })
})

describe('how sure a run is', () => {
  it('is told by the durations of others, and by how many of them stall', () => {
    const certainty = certaintyOf((n) =>
      n === 7 ? { outcome: 'stalled', rolloutDuration: Infinity } : { rolloutDuration: 100 },
    )

    expect(certainty).toMatchObject({
      replicationCount: 100,
      stalled: { happened: 1, count: 100 },
      duration: { mean: { type: 'unfinished' }, usual: { low: 100, high: 100 } },
    })
  })

  it('decides what is expected of statistics, and of each run', () => {
    const certainty = certaintyOf((n) => ({
      rolloutDuration: 100 + 20 * noise(n),
      expectations: [true, n % 4 !== 0, true],
    }))
    const [median, always, stalls] = verdictsOver(OF_THE_RUN, certainty)

    expect(median).toMatchObject({ result: 'met', note: 'over 100 replications' })
    expect(always).toMatchObject({ result: 'failed' })
    expect(always!.note).toMatch(/^broken in \d+ of 100 replications$/)
    expect(stalls!.note).toMatch(/^over 100 replications; about \d+ would tell$/)
  })

  it('leaves what was seen in the run beside what broke in others', () => {
    const certainty = certaintyOf(() => ({ rolloutDuration: 120 }))
    const broken: readonly Verdict[] = [
      OF_THE_RUN[0]!,
      { text: CLAIMS[1]!, result: 'failed', seen: { unit: 'duration', value: 120_000_000 } },
      OF_THE_RUN[2]!,
    ]

    expect(verdictsOver(broken, certainty)[1]).toEqual({
      ...broken[1],
      note: 'broken in 100 of 100 replications',
    })
  })

  it('leaves the verdict of a run alone that all others share', () => {
    const certainty = certaintyOf(() => ({ rolloutDuration: 100 }))

    expect(verdictsOver(OF_THE_RUN, certainty)[1]).toBe(OF_THE_RUN[1])
  })

  it('leaves the verdicts of a run alone that was not repeated', () => {
    expect(verdictsOver(OF_THE_RUN, undefined)).toBe(OF_THE_RUN)
  })
})
