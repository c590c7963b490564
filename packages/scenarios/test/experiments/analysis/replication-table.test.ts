import { describe, expect, it } from 'vitest'
import {
  IncompleteReplicationsError,
  ReplicationTable,
} from '../../../src/experiments/analysis/replication-table.ts'
import { aStudy } from '../a-study.ts'
import { measure, someReplications } from './some-replications.ts'

const STUDY = aStudy()
const TWO_EACH = someReplications({ variants: 2, replications: 2 }, (variant, replication) => ({
  rolloutDuration: 10 * variant + replication,
  timeBelowQuorum: NaN,
}))

describe('a table of replications', () => {
  it('puts them in order, whichever came first', () => {
    const table = new ReplicationTable(STUDY, TWO_EACH.toReversed())

    expect(table.count).toBe(2)
    expect(table.valuesOf(1, measure('rolloutDuration'))).toEqual([10, 11])
    expect(table.rowOf(1).map(({ variant }) => variant)).toEqual([0, 1])
  })

  it('knows which measures there are', () => {
    const table = new ReplicationTable(STUDY, TWO_EACH)

    expect(table.has(measure('timeBelowQuorum'))).toBe(false)
    expect(table.has(measure('peakSurge'))).toBe(true)
  })

  it('counts as stalled what did not come to its end, be it the run or the rollout', () => {
    const told = [
      { outcome: 'stalled' },
      { outcome: 'horizon' },
      { rolloutDuration: Infinity },
      {},
    ] as const
    const replications = someReplications({ variants: 2, replications: 4 }, (_, n) => told[n]!)

    expect(new ReplicationTable(STUDY, replications).stallsOf(0)).toEqual([true, true, true, false])
  })

  it.each([
    ['one is missing', TWO_EACH.slice(1)],
    ['one is there twice', [...TWO_EACH, TWO_EACH[0]!]],
    ['one is of no variant', [...TWO_EACH, { ...TWO_EACH[0]!, variant: 2 }]],
    ['there is a gap', TWO_EACH.map((each) => ({ ...each, replication: 2 * each.replication }))],
  ])('refuses them when %s', (_, replications) => {
    expect(() => new ReplicationTable(STUDY, replications)).toThrow(IncompleteReplicationsError)
  })
})
