import type { Column, Field } from '../../results/csv/column.ts'
import { REPLICATION_MEASURES, type ReplicationMeasure } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import type { Study } from '../study.ts'

/** The columns of replications.csv. */
export const REPLICATION_COLUMNS: readonly Column[] = [
  { name: 'replication', type: 'count', meaning: 'its number, from 0' },
  { name: 'variant', type: 'count', meaning: 'the number of its variant, from 0' },
  { name: 'name', type: 'text', meaning: 'the name of its variant' },
  {
    name: 'outcome',
    type: 'text',
    meaning: 'how the run ended: `done`, `stalled`, or `horizon` when it was out of time',
  },
  ...REPLICATION_MEASURES.map(columnOf),
  { name: 'expectationsMet', type: 'count', meaning: 'how many of the expectations held in it' },
  { name: 'expectations', type: 'count', meaning: 'how many expectations there are' },
  { name: 'seed', type: 'text', meaning: 'the root of all chance' },
  {
    name: 'traceDigest',
    type: 'text',
    meaning: 'its fingerprint: equal digests, equal stored changes',
  },
]

/** The row of a replication, by the order of `REPLICATION_COLUMNS`. */
export function replicationFields(
  { variants }: Study,
  { variant, replication, outcome, values, expectations, traceDigest }: Replication,
): readonly Field[] {
  const { name, scenario } = variants[variant]!
  return [
    replication,
    variant,
    name,
    outcome,
    ...values,
    expectations.filter(Boolean).length,
    expectations.length,
    scenario.seed,
    traceDigest,
  ]
}

function columnOf({ column, description }: ReplicationMeasure): Column {
  const [first = '', ...others] = description.replace(/\.$/, '')
  return { name: column, type: 'number', meaning: first.toLowerCase() + others.join('') }
}
