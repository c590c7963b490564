import { describe, expect, it } from 'vitest'
import { REPLICATION_MEASURES } from '../../../src/experiments/replication-measure.ts'
import type { Replication } from '../../../src/experiments/replication.ts'
import {
  REPLICATION_COLUMNS,
  replicationFields,
} from '../../../src/experiments/results/replication-columns.ts'
import {
  VARIANT_COLUMNS,
  VariantColumns,
} from '../../../src/experiments/results/variant-columns.ts'
import type { StudyVariant } from '../../../src/experiments/study.ts'
import { writeTable } from '../../../src/results/csv/write-table.ts'
import { aStudy } from '../a-study.ts'

describe('replications.csv', () => {
  it('has a row for a replication of a variant', () => {
    const study = aStudy()
    const text = writeTable(REPLICATION_COLUMNS, [
      replicationFields(study, aReplication(0, 12.5)),
      replicationFields(study, { ...aReplication(1, Infinity), outcome: 'stalled' }),
    ])

    expect(text).toBe(
      [
        'replication,variant,name,outcome,rolloutDuration_s,readyPodSecondsLost_s,minimumReady,' +
          'maximumUnavailable,timeBelowQuorum_s,longestPodOutage_s,timeUnavailableInTwoZones_s,' +
          'peakSurge,blastRadius,expectationsMet,expectations,seed,traceDigest',
        '0,1,podManagementPolicy=Parallel,done,12.5,2,2,2,,2,2,2,2,1,2,1,abc',
        '1,1,podManagementPolicy=Parallel,stalled,Infinity,2,2,2,,2,2,2,2,1,2,1,abc',
        '',
      ].join('\n'),
    )
  })
})

describe('variants.csv', () => {
  const [variant] = aStudy().variants

  it('has a row for each measure of a variant', () => {
    const rows = rowsOf(variant!, [aReplication(0, 10), aReplication(1, 20)])

    expect(rows.map(([, , measure]) => measure)).toEqual(
      REPLICATION_MEASURES.map(({ column }) => column),
    )
  })

  it('tells what the values are like, and how sure that is', () => {
    const replications = Array.from({ length: 100 }, (_, index) => aReplication(index, index + 1))

    expect(durationRow(replications)).toMatchObject({
      n: 100,
      stalled: 0,
      mean: 50.5,
      mean_low: 44.743,
      mean_high: 56.257,
      sd: 29.011,
      median: 50,
      median_low: 40,
      median_high: 61,
      p95: 95,
      p95_low: 90,
      p95_high: 100,
      p99: 99,
      p99_high: undefined,
    })
  })

  it('has no mean when a run did not come to its end, which counts as the longest', () => {
    const replications = [3, Infinity, 1, 2].map((duration, index): Replication => ({
      ...aReplication(index, duration),
      outcome: duration === Infinity ? 'stalled' : 'done',
    }))

    expect(durationRow(replications)).toMatchObject({
      n: 4,
      stalled: 1,
      mean: undefined,
      sd: undefined,
      median: 2,
      p90: Infinity,
    })
  })

  it('has no values of what the workload does not have', () => {
    const rows = rowsOf(variant!, [aReplication(0, 10)])

    expect(rows[4]).toEqual([0, variant!.name, 'timeBelowQuorum_s', 0, 0])
  })

  /** The row of the rollout's duration by column, rounded. */
  function durationRow(replications: readonly Replication[]): Record<string, unknown> {
    const [row] = rowsOf(variant!, replications)
    return Object.fromEntries(
      VARIANT_COLUMNS.map(({ name }, index) => {
        const value = row![index]
        return [name, typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value]
      }),
    )
  }
})

function aReplication(replication: number, duration: number): Replication {
  return {
    variant: 1,
    replication,
    outcome: 'done',
    values: REPLICATION_MEASURES.map((_measure, index) =>
      index === 0 ? duration : index === 4 ? NaN : 2,
    ),
    expectations: [true, false],
    traceDigest: 'abc',
  }
}

function rowsOf(variant: StudyVariant, replications: readonly Replication[]) {
  const columns = new VariantColumns(variant)
  for (const replication of replications) columns.add(replication)
  return columns.rows()
}
