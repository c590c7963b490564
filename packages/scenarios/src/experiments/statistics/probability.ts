import { type ConfidenceInterval, DEFAULT_LEVEL } from './confidence-interval.ts'
import { betaQuantile } from './distributions.ts'

/** What is known of the probability that something happens in a run. */
export interface ProbabilityEstimate {
  /** In how many replications it happened. */
  readonly happened: number
  readonly count: number
  readonly probability: number
  readonly interval: ConfidenceInterval
}

/** A share of the replications with its Clopper–Pearson interval, which holds at least its level. */
export function estimateProbability(
  happened: number,
  count: number,
  level: number = DEFAULT_LEVEL,
): ProbabilityEstimate {
  const tail = (1 - level) / 2
  const interval = {
    low: probabilityLowerBound(happened, count, 1 - tail),
    high: probabilityUpperBound(happened, count, 1 - tail),
    level,
  }
  return { happened, count, probability: happened / count, interval }
}

/** What the probability is below, with one-sided confidence. */
export function probabilityUpperBound(happened: number, count: number, level: number): number {
  return happened >= count ? 1 : betaQuantile(level, happened + 1, count - happened)
}

/** What the probability is above, with one-sided confidence. */
export function probabilityLowerBound(happened: number, count: number, level: number): number {
  return happened <= 0 ? 0 : betaQuantile(1 - level, happened, count - happened + 1)
}
