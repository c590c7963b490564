import type { ReplicationMeasure } from '../replication-measure.ts'
import type { Interval } from './interval.ts'

/** The values of one measure over the replications of one variant. */
export interface MeasureSummary {
  readonly measure: ReplicationMeasure
  /** How many replications have a value of it; 0 where the workload does not have it. */
  readonly count: number
  /** How many of them are infinite: they count in quantiles, and make a mean meaningless. */
  readonly infiniteCount: number
  readonly mean: MeanEstimate
  /** By the order of `SUMMARY_PROBABILITIES`. */
  readonly quantiles: readonly QuantileEstimate[]
}

/** A mean, with its 95 % t interval. */
export type MeanEstimate =
  | {
      readonly type: 'estimated'
      readonly value: number
      readonly standardDeviation: number
      /** Undefined for a single value. */
      readonly interval: Interval | undefined
    }
  /** There is no value, or one of them is infinite. */
  | { readonly type: 'refused' }

/** A quantile, with its 95 % order-statistic interval. */
export interface QuantileEstimate {
  readonly probability: number
  /** The least value that a share of at least `probability` of the values does not exceed. */
  readonly value: number
  /** Undefined where there are too few values for one. */
  readonly interval: Interval | undefined
}

/** The quantiles of a summary: the median, p90, p95 and p99. */
export const SUMMARY_PROBABILITIES: readonly number[] = [0.5, 0.9, 0.95, 0.99]
