import { type ConfidenceInterval, DEFAULT_LEVEL } from './confidence-interval.ts'
import { studentTQuantile } from './distributions.ts'
import { tallyOf } from './mean.ts'
import { estimateDifference } from './paired-difference.ts'
import type { Sample, Unfinished } from './sample.ts'

/** How many times as large one mean is as another, on the same random numbers. */
export type RatioEstimate =
  | { readonly type: 'ratio'; readonly ratio: number; readonly interval: ConfidenceInterval }
  /** The denominator cannot be told from 0, so that nothing bounds the ratio. */
  | { readonly type: 'unbounded'; readonly ratio: number }
  | Unfinished

/**
 * The ratio of two means with Fieller's interval, which heeds how the pairs go together. It holds
 * its level exactly where the values are normal.
 *
 * E. C. Fieller, "Some problems in interval estimation", J. R. Statist. Soc. B 16 (1954).
 */
export function estimateRatio(
  numerator: Sample,
  denominator: Sample,
  level: number = DEFAULT_LEVEL,
): RatioEstimate {
  const difference = estimateDifference(numerator, denominator, level)
  if (difference.type === 'unfinished') return difference
  const above = tallyOf(numerator)
  const below = tallyOf(denominator)
  const ratio = above.mean / below.mean
  const { count } = below
  if (count < 2) return { type: 'unbounded', ratio }
  const t = studentTQuantile(1 - (1 - level) / 2, count - 1)
  const scale = (t * t) / count
  const varianceOfDifference =
    difference.type === 'identical'
      ? 0
      : difference.standardDeviation * difference.standardDeviation
  const covariance = (above.variance + below.variance - varianceOfDifference) / 2
  const a = below.mean * below.mean - scale * below.variance
  const b = above.mean * below.mean - scale * covariance
  const c = above.mean * above.mean - scale * above.variance
  if (!(a > 0)) return { type: 'unbounded', ratio }
  const root = Math.sqrt(Math.max(0, b * b - a * c))
  return { type: 'ratio', ratio, interval: { low: (b - root) / a, high: (b + root) / a, level } }
}
