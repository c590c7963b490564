import type { Column, Field } from '../../results/csv/column.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { estimateMean } from '../statistics/mean.ts'
import { estimateQuantile } from '../statistics/quantile.ts'
import { type Sample, sortSample } from '../statistics/sample.ts'
import type { StudyVariant } from '../study.ts'

const QUANTILES = [
  { name: 'median', probability: 0.5, meaning: 'the least value that half of them do not exceed' },
  { name: 'p90', probability: 0.9, meaning: 'the least value that 90 % of them do not exceed' },
  { name: 'p95', probability: 0.95, meaning: 'the least value that 95 % of them do not exceed' },
  { name: 'p99', probability: 0.99, meaning: 'the least value that 99 % of them do not exceed' },
] as const

/** The columns of variants.csv. */
export const VARIANT_COLUMNS: readonly Column[] = [
  { name: 'variant', type: 'count', meaning: 'the number of the variant, from 0' },
  { name: 'name', type: 'text', meaning: 'its name' },
  { name: 'measure', type: 'text', meaning: 'the column of replications.csv that this is about' },
  { name: 'n', type: 'count', meaning: 'how many replications have a value of it' },
  {
    name: 'stalled',
    type: 'count',
    meaning: 'how many replications of the variant stalled, or were out of time',
  },
  {
    name: 'mean',
    type: 'number',
    meaning: 'the mean of the values; empty when a run did not come to its end',
  },
  ...interval('mean', 'its 95 % t interval'),
  { name: 'sd', type: 'number', meaning: 'their standard deviation' },
  ...QUANTILES.flatMap(({ name, meaning }): Column[] => [
    { name, type: 'number', meaning },
    ...interval(name, 'its 95 % order-statistic interval; empty with too few values'),
  ]),
]

/** What comes of the replications of one variant, one after the other. */
export class VariantColumns {
  readonly #variant: StudyVariant
  /** By measure, without those that are not there. */
  readonly #samples: readonly number[][] = REPLICATION_MEASURES.map(() => [])
  #stalled = 0

  constructor(variant: StudyVariant) {
    this.#variant = variant
  }

  /** Takes the next one, in whatever order they come. */
  add({ outcome, values }: Replication): void {
    if (outcome !== 'done') this.#stalled += 1
    for (const [index, value] of values.entries()) {
      if (!Number.isNaN(value)) this.#samples[index]!.push(value)
    }
  }

  /** A row for each measure, by the order of `VARIANT_COLUMNS`. */
  rows(): readonly (readonly Field[])[] {
    const { number, name } = this.#variant
    return REPLICATION_MEASURES.map(({ column }, index) => {
      const sample = this.#samples[index]!
      const known = sample.length === 0 ? [] : [...meanFields(sample), ...quantileFields(sample)]
      return [number, name, column, sample.length, this.#stalled, ...known]
    })
  }
}

function interval(name: string, meaning: string): readonly Column[] {
  return [
    { name: `${name}_low`, type: 'number', meaning: `the lower end of ${meaning}` },
    { name: `${name}_high`, type: 'number', meaning: `the upper end of ${meaning}` },
  ]
}

function meanFields(sample: Sample): readonly Field[] {
  const estimate = estimateMean(sample)
  if (estimate.type === 'unfinished') return [undefined, undefined, undefined, undefined]
  const { mean, interval: around, standardDeviation } = estimate
  // A single value bounds its mean by nothing.
  const bounds = sample.length === 1 ? [undefined, undefined] : [around.low, around.high]
  return [mean, ...bounds, standardDeviation]
}

function quantileFields(sample: Sample): readonly Field[] {
  const sorted = sortSample(sample)
  return QUANTILES.flatMap(({ probability }) => {
    const { value, interval: around } = estimateQuantile(sorted, probability)
    return [value, around.low, around.high]
  })
}
