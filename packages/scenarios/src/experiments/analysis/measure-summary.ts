import type { ReplicationMeasure } from '../replication-measure.ts'
import { type MeanEstimate, estimateMean } from '../statistics/mean.ts'
import { type QuantileEstimate, estimateQuantile, quantileRank } from '../statistics/quantile.ts'
import { type Sample, sortSample } from '../statistics/sample.ts'

/** The values of one measure over the replications of one variant, with 95 % intervals. */
export interface MeasureSummary {
  readonly measure: ReplicationMeasure
  readonly count: number
  /** Refused when a value is infinite, which is a rollout that did not come to its end. */
  readonly mean: MeanEstimate
  /** By the order of `SUMMARY_PROBABILITIES`. */
  readonly quantiles: readonly QuantileEstimate[]
  /** From the sample's p5 to its p95: nine runs of ten lie between them. */
  readonly usual: { readonly low: number; readonly high: number }
}

/** The quantiles of a summary: the median, p90, p95 and p99. */
export const SUMMARY_PROBABILITIES: readonly number[] = [0.5, 0.9, 0.95, 0.99]

/** Sums up values, one a replication; undefined where there are none, or not in every replication. */
export function summariseMeasure(
  measure: ReplicationMeasure,
  values: Sample,
): MeasureSummary | undefined {
  const sorted = sortSample(values)
  // What is not a number is sorted behind all numbers.
  if (sorted.length === 0 || Number.isNaN(sorted.at(-1))) return undefined
  const sampleQuantile = (probability: number) =>
    sorted[quantileRank(sorted.length, probability) - 1]!
  return {
    measure,
    count: sorted.length,
    mean: estimateMean(values),
    quantiles: SUMMARY_PROBABILITIES.map((probability) => estimateQuantile(sorted, probability)),
    usual: { low: sampleQuantile(0.05), high: sampleQuantile(0.95) },
  }
}
