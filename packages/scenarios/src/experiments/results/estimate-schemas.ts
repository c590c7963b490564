import { z } from 'zod'
import { SUMMARY_PROBABILITIES } from '../analysis/measure-summary.ts'

const level = z.number().describe('How sure it is, for instance 0.95.')

/** A number that may not be known, or never come to its end. */
export const knownNumber = z.number().nullable()

/** A range that a procedure bounds on both sides. */
export const interval = z.strictObject({
  low: knownNumber.describe('Where it begins; null where nothing bounds it.'),
  high: knownNumber.describe('Where it ends; null where nothing bounds it.'),
  level,
})

export const probabilityEstimate = z.strictObject({
  happened: z.int().describe('In how many replications it happened.'),
  count: z.int().describe('How many replications there were.'),
  probability: z.number().describe('The share of them in which it happened.'),
  interval: interval.describe('Of the probability, by Clopper and Pearson.'),
})

export const meanEstimate = z
  .strictObject({
    value: z.number().describe('The sample mean.'),
    standardDeviation: knownNumber.describe('Of one replication; null with one alone.'),
    interval: interval.describe('Student’s t interval.'),
    isSmallSample: z
      .boolean()
      .describe('Fewer than 30 replications: the interval leans on the values being normal.'),
  })
  .nullable()

const quantile = z.strictObject({
  value: knownNumber.describe('The sample quantile; null where those runs never end.'),
  interval: interval.describe(
    'Between two order statistics; null where too few replications bound it, or it never ends.',
  ),
})

/** `p50`, `p99`. */
type QuantileName = `p${number}`

export const measureSummary = z.strictObject({
  count: z.int().describe('How many replications have a value.'),
  mean: meanEstimate.describe('The mean; null where a run did not come to its end.'),
  quantiles: z
    .record(z.enum(SUMMARY_PROBABILITIES.map(quantileName)), quantile)
    .describe('The median, p90, p95 and p99.'),
  usual: z
    .strictObject({
      low: knownNumber.describe('The p5 of the sample.'),
      high: knownNumber.describe('The p95 of the sample; null where those runs never end.'),
    })
    .describe('Where nine runs of ten lie.'),
})

export const judgedExpectation = z.strictObject({
  text: z.string().describe('The claim as it was written.'),
  verdict: z
    .enum(['met', 'failed', 'undecided'])
    .describe('Whether the whole 95 % interval keeps to the bound, none of it, or some.'),
  evidence: z
    .strictObject({
      count: z.int().describe('How many replications there were.'),
      value: knownNumber.describe('The statistic, or the share of the runs in which it held.'),
      low: knownNumber.describe('Where its interval begins; null where nothing bounds it.'),
      high: knownNumber.describe('Where its interval ends; null where nothing bounds it.'),
      level: z.number().describe('How sure the interval is.'),
      unfinished: z.int().describe('How many runs did not come to their end.'),
    })
    .describe('What it was judged by.'),
  replicationsNeeded: z
    .int()
    .nullable()
    .describe('About how many would decide what is undecided; null where nobody can say.'),
})

/** What a quantile is called. */
export function quantileName(probability: number): QuantileName {
  return `p${Math.round(probability * 100)}`
}
