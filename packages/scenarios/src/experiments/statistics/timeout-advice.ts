import { DEFAULT_LEVEL } from './confidence-interval.ts'
import {
  type ProbabilityEstimate,
  estimateProbability,
  probabilityUpperBound,
} from './probability.ts'
import { quantileRank, quantileUpperBound } from './quantile.ts'
import { type Sample, countUnfinished, sortSample } from './sample.ts'

/** What timeout to set, or why there is none to advise. */
export type TimeoutAdvice =
  | {
      readonly type: 'timeout'
      /** Seconds: the bound, rounded up to a whole minute; at least one. */
      readonly timeout: number
      /** Seconds: what the quantile is below with one-sided confidence. */
      readonly bound: number
      /** Seconds: the sample quantile. */
      readonly quantile: number
      readonly stalls: ProbabilityEstimate
    }
  /** So few replications bound the quantile by nothing. */
  | { readonly type: 'too few replications'; readonly count: number; readonly needed: number }
  /** More runs may never end than a timeout may ignore: no finite one can be told. */
  | {
      readonly type: 'too many stalls'
      readonly stalls: ProbabilityEstimate
      /** What the probability of a stall is below with one-sided confidence. */
      readonly upperBound: number
    }

/** Which timeout is asked for. */
export interface TimeoutOptions {
  /** The share of rollouts that should end in time. */
  readonly probability?: number
  readonly level?: number
}

/** Where some runs stalled and more than this share of all may: a finite timeout would hide it. */
export const STALL_PROBABILITY_MAX = 0.01

/** Seconds; people set whole minutes. */
const MINUTE = 60

/**
 * Advises a timeout from the durations of replications in seconds: the upper one-sided confidence
 * bound of their p99, not the p99 itself, which half of all samples put too low.
 */
export function adviseTimeout(
  durations: Sample,
  { probability = 0.99, level = DEFAULT_LEVEL }: TimeoutOptions = {},
): TimeoutAdvice {
  const count = durations.length
  const sorted = sortSample(durations)
  const upper = quantileUpperBound(sorted, probability, level)
  if (upper.type === 'too few') {
    return { type: 'too few replications', count, needed: upper.needed }
  }
  const unfinished = countUnfinished(durations)
  const stalls = estimateProbability(unfinished, count, level)
  const upperBound = probabilityUpperBound(unfinished, count, level)
  const isTooLikely = unfinished > 0 && upperBound > STALL_PROBABILITY_MAX
  if (upper.value === Infinity || isTooLikely) {
    return { type: 'too many stalls', stalls, upperBound }
  }
  return {
    type: 'timeout',
    timeout: Math.max(1, Math.ceil(upper.value / MINUTE)) * MINUTE,
    bound: upper.value,
    quantile: sorted[quantileRank(count, probability) - 1]!,
    stalls,
  }
}
