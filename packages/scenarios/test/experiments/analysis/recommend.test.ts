import { describe, expect, it } from 'vitest'
import { recommend } from '../../../src/experiments/analysis/recommend.ts'
import { ReplicationTable } from '../../../src/experiments/analysis/replication-table.ts'
import { aStudy } from '../a-study.ts'
import { type Told, noise, someReplications } from './some-replications.ts'

function recommended(
  goal: string,
  tell: (variant: number, replication: number) => Told,
  replications = 60,
) {
  const study = aStudy(`replications: ${replications}\n  goal: ${goal}`)
  const table = new ReplicationTable(study, someReplications({ variants: 2, replications }, tell))
  return recommend(study, study.goal!, table)
}

const FASTER = (variant: number, replication: number): Told => ({
  rolloutDuration: (variant === 0 ? 100 : 60) + 5 * noise(replication, variant),
})

describe('a recommendation', () => {
  it('takes the best mean, with the guarantee of Kim and Nelson and the runner-up', () => {
    const { answer, objective, replications } = recommended(
      '{ minimise: rolloutDuration, indifference: 5s }',
      FASTER,
    )

    expect(answer).toMatchObject({
      type: 'selected',
      variant: 1,
      guarantee: { type: 'best mean' },
      runnerUp: { variant: 0, difference: { type: 'difference' } },
      keptOut: [],
    })
    expect(objective).toMatchObject({ indifference: 5, isIndifferenceGiven: true })
    expect(replications).toBe(30)
  })

  it('does not care for 1 % of the baseline when nothing else is said', () => {
    const { objective } = recommended('{ minimise: rolloutDuration }', () => ({
      rolloutDuration: 200,
    }))

    expect(objective).toMatchObject({ indifference: 2, isIndifferenceGiven: false })
  })

  it('maximises as well', () => {
    const { answer } = recommended('{ maximise: minimumReady, indifference: 1 }', (variant) => ({
      minimumReady: variant === 0 ? 9 : 4,
    }))

    expect(answer).toMatchObject({ type: 'selected', variant: 0 })
  })

  it('judges constraints first, and says who is kept out by them', () => {
    const { answer, standings } = recommended(
      '{ minimise: rolloutDuration, subjectTo: [unavailable max <= 2] }',
      (variant, replication) => ({
        ...FASTER(variant, replication),
        expectations: [variant !== 1 || replication !== 3],
      }),
    )

    expect(answer).toMatchObject({
      type: 'selected',
      variant: 0,
      guarantee: { type: 'no other' },
      keptOut: [1],
    })
    expect(standings[1]).toMatchObject({ type: 'infeasible', constraint: 0 })
  })

  it('answers that none is feasible', () => {
    const { answer } = recommended(
      '{ minimise: rolloutDuration, subjectTo: [rolloutDuration mean <= 20s] }',
      FASTER,
    )

    expect(answer).toEqual({ type: 'none feasible' })
  })

  it('answers that it is undecided, and how many replications would tell', () => {
    const { answer } = recommended(
      '{ minimise: rolloutDuration, indifference: 100ms }',
      (variant, replication) => ({ rolloutDuration: 100 + 9 * noise(replication, variant) }),
    )

    expect(answer).toMatchObject({ type: 'undecided', question: 'selection' })
    expect(answer).toHaveProperty('replicationsNeeded')
  })

  it('never takes a variant of which a run did not end, however late it was', () => {
    const { answer, standings } = recommended(
      '{ minimise: rolloutDuration }',
      (variant, replication) => ({
        rolloutDuration: variant === 1 ? (replication === 50 ? Infinity : 100) : 300,
      }),
    )

    expect(answer).toMatchObject({ type: 'selected', variant: 0 })
    expect(standings[1]).toMatchObject({ type: 'unfinished' })
  })

  it('needs its first stage', () => {
    const { answer } = recommended('{ minimise: rolloutDuration }', FASTER, 1)

    expect(answer).toMatchObject({ type: 'undecided', replicationsNeeded: 2 })
  })

  it('promises nothing of a quantile, and names who is not told from the best', () => {
    const { answer } = recommended('{ minimise: rolloutDuration p95 }', FASTER)
    const alike = recommended('{ minimise: rolloutDuration p95 }', (variant, replication) => ({
      rolloutDuration: 100 + 9 * noise(replication, variant),
    }))

    expect(answer).toMatchObject({ variant: 1, guarantee: { type: 'none', alike: [] } })
    expect(alike.answer).toMatchObject({ guarantee: { type: 'none', alike: [expect.anything()] } })
  })
})
