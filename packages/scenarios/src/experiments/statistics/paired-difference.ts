import { Tally } from '@seatrial/core'
import { type ConfidenceInterval, DEFAULT_LEVEL } from './confidence-interval.ts'
import { meanOfTally, tallyOf } from './mean.ts'
import type { Sample, Unfinished } from './sample.ts'

/** How a variant differs from its baseline on the same random numbers, replication by replication. */
export type PairedDifference =
  /** Both had the same value in every replication. */
  | { readonly type: 'identical'; readonly count: number }
  | KnownDifference
  /** In so many replications one of them or both did not come to their end. */
  | Unfinished

/** The mean of the differences, variant minus baseline, with its t interval. */
export interface KnownDifference {
  readonly type: 'difference'
  readonly count: number
  readonly mean: number
  readonly standardDeviation: number
  readonly interval: ConfidenceInterval
  /** See `KnownMean`. */
  readonly isSmallSample: boolean
  /** Of variant and baseline; `undefined` where one of them is constant. */
  readonly correlation: number | undefined
  /**
   * By what factor common random numbers cut the variance of the difference, as it is: below 1 they
   * did harm, and it is infinite where the difference is constant and the variants are not.
   * `undefined` where both are constant.
   */
  readonly varianceReduction: number | undefined
}

/** Compares two samples of the same replications, which are as long as each other. */
export function estimateDifference(
  variant: Sample,
  baseline: Sample,
  level: number = DEFAULT_LEVEL,
): PairedDifference {
  const count = variant.length
  const unfinished = countUnfinishedPairs(variant, baseline)
  if (unfinished > 0) return { type: 'unfinished', unfinished, count }
  const differences = tallyOfDifferences(variant, baseline)
  if (differences.min === 0 && differences.max === 0) return { type: 'identical', count }
  const known = meanOfTally(differences, level)
  const varianceOfVariant = tallyOf(variant).variance
  const varianceOfBaseline = tallyOf(baseline).variance
  const independent = varianceOfVariant + varianceOfBaseline
  const deviations = Math.sqrt(varianceOfVariant) * Math.sqrt(varianceOfBaseline)
  const covariance = (independent - differences.variance) / 2
  return {
    ...known,
    type: 'difference',
    correlation: deviations > 0 ? clampToUnit(covariance / deviations) : undefined,
    varianceReduction: independent > 0 ? independent / differences.variance : undefined,
  }
}

/** What an interval of a difference says for sure: less, more, or nothing. */
export function directionOf(interval: ConfidenceInterval): 'less' | 'more' | undefined {
  if (interval.high < 0) return 'less'
  return interval.low > 0 ? 'more' : undefined
}

function countUnfinishedPairs(variant: Sample, baseline: Sample): number {
  let unfinished = 0
  for (let index = 0; index < variant.length; index++)
    if (variant[index] === Infinity || baseline[index] === Infinity) unfinished += 1
  return unfinished
}

/**
 * The differences, of which those that equal the first one but for their last bits are made equal to
 * it: seconds have fractions, and what rounding does to them is no variance.
 */
function tallyOfDifferences(variant: Sample, baseline: Sample): Tally {
  const tally = new Tally()
  const first = variant[0]! - baseline[0]!
  for (let index = 0; index < variant.length; index++) {
    const [own, other] = [variant[index]!, baseline[index]!]
    const rounding = LAST_BITS * (Math.abs(own) + Math.abs(other))
    tally.add(Math.abs(own - other - first) <= rounding ? first : own - other)
  }
  return tally
}

/** Some units in the last place. */
const LAST_BITS = 1e-14

/** A correlation, without what rounding put beyond −1 and 1. */
function clampToUnit(correlation: number): number {
  return Math.max(-1, Math.min(1, correlation))
}
