import { DEFAULT_LEVEL } from './confidence-interval.ts'
import { binomialAtLeast, binomialAtMost } from './distributions.ts'
import type { SortedSample } from './sample.ts'

/** What is known of a quantile over all replications that could be run. */
export interface QuantileEstimate {
  /** For instance 0.99. */
  readonly probability: number
  readonly count: number
  /** The sample quantile; `Infinity` when that many runs did not end. */
  readonly value: number
  readonly interval: OrderStatisticInterval
}

/**
 * An interval between two values of the sample, which holds at least its level whatever the law is.
 * A side is `undefined` when no value bounds it at that level: more replications are needed. It is
 * `Infinity` when a run that did not end bounds it.
 */
export interface OrderStatisticInterval {
  readonly low: number | undefined
  readonly high: number | undefined
  readonly level: number
}

/** A bound that a quantile is below, or how many replications it would take to have one. */
export type QuantileBound =
  | {
      readonly type: 'bound'
      readonly value: number
      /** Which value of the sorted sample it is, counted from 1. */
      readonly rank: number
    }
  | { readonly type: 'too few'; readonly needed: number }

/** The sample quantile with its equal-tailed order-statistic interval. */
export function estimateQuantile(
  sorted: SortedSample,
  probability: number,
  level: number = DEFAULT_LEVEL,
): QuantileEstimate {
  const count = sorted.length
  const value = sorted[quantileRank(count, probability) - 1] ?? NaN
  const ranks = quantileRanks(count, probability, level)
  const [low, high] = [sorted[ranks.low - 1], sorted[ranks.high - 1]]
  return { probability, count, value, interval: { low, high, level } }
}

/**
 * Which values of a sorted sample bound a quantile with equal tails, counted from 1; 0 and `count` + 1
 * where none does.
 */
export function quantileRanks(
  count: number,
  probability: number,
  level: number = DEFAULT_LEVEL,
): { readonly low: number; readonly high: number } {
  const tail = (1 - level) / 2
  return { low: lowerRank(count, probability, tail), high: upperRank(count, probability, tail) }
}

/** What the quantile is below with one-sided confidence. */
export function quantileUpperBound(
  sorted: SortedSample,
  probability: number,
  level: number = DEFAULT_LEVEL,
): QuantileBound {
  const rank = upperRank(sorted.length, probability, 1 - level)
  const value = sorted[rank - 1]
  if (value !== undefined) return { type: 'bound', value, rank }
  return { type: 'too few', needed: replicationsForUpperBound(probability, level) }
}

/** How few replications can bound a quantile from above: 59 for a p95 and 299 for a p99 at 95 %. */
export function replicationsForUpperBound(
  probability: number,
  level: number = DEFAULT_LEVEL,
): number {
  return smallestCount(probability, 1 - level)
}

/** How few replications can bound a quantile from both sides, with equal tails. */
export function replicationsForInterval(
  probability: number,
  level: number = DEFAULT_LEVEL,
): number {
  return smallestCount(Math.max(probability, 1 - probability), (1 - level) / 2)
}

/** The smallest n with probabilityⁿ ≤ tail: that all values lie on one side of the quantile. */
function smallestCount(probability: number, tail: number): number {
  return Math.ceil(Math.log(tail) / Math.log(probability) - ROUNDING)
}

/**
 * The rank of the sample quantile: the smallest value that a share `probability` of the sample does
 * not exceed (Hyndman and Fan's type 1). It is always the value of a replication, which can be run
 * again and looked at, and it needs no arithmetic with runs that did not end.
 */
export function quantileRank(count: number, probability: number): number {
  return Math.max(1, Math.ceil(count * probability - ROUNDING))
}

/** Products such as 100 × 0.07 are a few units in the last place away from the whole number. */
const ROUNDING = 1e-9

/** The largest rank that exceeds the quantile with at most that chance; 0 when none does. */
function lowerRank(count: number, probability: number, tail: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const rank = Math.ceil((low + high) / 2)
    if (binomialAtMost(rank - 1, count, probability) <= tail) low = rank
    else high = rank - 1
  }
  return low
}

/** The smallest rank that is below the quantile with at most that chance; `count` + 1 when none is. */
function upperRank(count: number, probability: number, tail: number): number {
  let [low, high] = [1, count + 1]
  while (low < high) {
    const rank = Math.floor((low + high) / 2)
    if (binomialAtLeast(rank, count, probability) <= tail) high = rank
    else low = rank + 1
  }
  return low
}
