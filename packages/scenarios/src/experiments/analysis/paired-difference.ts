import type { Interval } from './interval.ts'
import type { ProbabilityEstimate } from './probability-estimate.ts'

/**
 * A measure of a variant minus that of its baseline, replication by replication. Intervals have the
 * family's `memberLevel`.
 */
export type PairedDifference =
  /** Both have the same value in every replication. */
  | { readonly type: 'identical' }
  /** They differ by the same amount in every replication, of which there are at least two. */
  | { readonly type: 'constant'; readonly value: number; readonly ratio: number | undefined }
  | {
      readonly type: 'estimated'
      readonly value: number
      readonly interval: Interval
      /** The interval leaves out 0: one of them is better. */
      readonly isDistinguishable: boolean
      /** The variant's mean over the baseline's; undefined where that is 0 or may be. */
      readonly ratio: RatioEstimate | undefined
      /** Undefined where one of them is constant. */
      readonly correlation: number | undefined
      /** How many times more replications independent chance would need; below 1 it harms. */
      readonly varianceReduction: number
    }
  /** A value of either is infinite: there is no mean to compare. */
  | { readonly type: 'stalled' }
  /** One of them does not have this measure, or there are too few replications. */
  | { readonly type: 'missing' }

/** A ratio of two means. Its interval leaves out 1 exactly when that of the difference leaves out 0. */
export interface RatioEstimate {
  readonly value: number
  readonly interval: Interval
}

/** How two variants compare in not coming to their end. */
export interface StallDifference {
  /** Replications in which only the variant did not come to its end. */
  readonly onlyVariant: number
  /** Replications in which only the baseline did not. */
  readonly onlyBaseline: number
  /** Of the replications in which just one of them stalled, how many were the variant's. */
  readonly share: ProbabilityEstimate
  readonly verdict: 'more often' | 'less often' | 'not distinguishable' | 'identical'
}
