import { Tally } from '@seatrial/core'
import { type ConfidenceInterval, DEFAULT_LEVEL } from './confidence-interval.ts'
import { studentTQuantile } from './distributions.ts'
import { type Sample, type Unfinished, countUnfinished } from './sample.ts'

/** Below so many replications an interval of a mean leans on the values being normal. */
export const SMALL_SAMPLE_BELOW = 30

/** What is known of the mean of a measure over all replications that could be run. */
export type MeanEstimate = KnownMean | Unfinished

/** A sample mean with its spread and its t interval. */
export interface KnownMean {
  readonly type: 'mean'
  readonly count: number
  readonly mean: number
  /** Of one replication, n − 1 in the denominator; `NaN` for a single one. */
  readonly standardDeviation: number
  readonly interval: ConfidenceInterval
  /** Fewer than 30 replications, and not constant: the interval carries a warning. */
  readonly isSmallSample: boolean
}

/** The mean with its t interval (n − 1 degrees of freedom); refused when a run did not end. */
export function estimateMean(sample: Sample, level: number = DEFAULT_LEVEL): MeanEstimate {
  const unfinished = countUnfinished(sample)
  if (unfinished > 0) return { type: 'unfinished', unfinished, count: sample.length }
  return meanOfTally(tallyOf(sample), level)
}

/** The same of observations that have been tallied. */
export function meanOfTally(tally: Tally, level: number = DEFAULT_LEVEL): KnownMean {
  const { count, mean, standardDeviation } = tally
  const halfWidth = meanHalfWidth(tally, level)
  return {
    type: 'mean',
    count,
    mean,
    standardDeviation,
    interval: { low: mean - halfWidth, high: mean + halfWidth, level },
    isSmallSample: count < SMALL_SAMPLE_BELOW && standardDeviation !== 0,
  }
}

/** Half the width of the t interval of a mean; `Infinity` for fewer than two observations. */
export function meanHalfWidth(tally: Tally, level: number): number {
  if (tally.count < 2) return Infinity
  return studentTQuantile(1 - (1 - level) / 2, tally.count - 1) * tally.standardError
}

/** Welford's moments of a sample. */
export function tallyOf(sample: Sample): Tally {
  const tally = new Tally()
  for (let index = 0; index < sample.length; index++) tally.add(sample[index]!)
  return tally
}
