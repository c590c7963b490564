import { type ProbabilityEstimate, estimateProbability } from '../statistics/probability.ts'

/** How a variant and its baseline compare in not coming to their end, replication by replication. */
export interface StallDifference {
  /**
   * Of the replications in which just one of the two did not come to its end, how many were the
   * variant's: if both were alike, half of them. Undefined when there is no such replication.
   */
  readonly share: ProbabilityEstimate | undefined
  readonly verdict: 'more often' | 'less often' | 'not distinguishable' | 'identical'
}

/** Compares by the exact test of the discordant pairs (McNemar) at that level. */
export function compareStalls(
  variant: readonly boolean[],
  baseline: readonly boolean[],
  level: number,
): StallDifference {
  const discordant = variant.filter((isStalled, index) => isStalled !== baseline[index])
  if (discordant.length === 0) return { share: undefined, verdict: 'identical' }
  const variants = discordant.filter((isStalled) => isStalled).length
  const share = estimateProbability(variants, discordant.length, level)
  const { low, high } = share.interval
  if (low > 0.5) return { share, verdict: 'more often' }
  return { share, verdict: high < 0.5 ? 'less often' : 'not distinguishable' }
}
