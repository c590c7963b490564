import type { Claim, Evidence, Judgement } from './claim.ts'
import { compareInterval } from './compare-interval.ts'
import { DEFAULT_LEVEL } from './confidence-interval.ts'
import { estimateMean } from './mean.ts'
import { estimateProbability } from './probability.ts'
import { estimateQuantile } from './quantile.ts'
import { replicationsNeeded } from './replications-needed.ts'
import { type Sample, countUnfinished, sortSample } from './sample.ts'

/**
 * Judges a claim over replications: met if the whole interval of the statistic keeps to the bound,
 * failed if none of it does, else undecided. A claim about every run is met as long as no run broke
 * it; its evidence says how often it may be broken all the same.
 */
export function judgeClaim(claim: Claim, sample: Sample, level: number = DEFAULT_LEVEL): Judgement {
  const evidence = evidenceFor(claim, sample, level)
  if (sample.length === 0) return { verdict: 'undecided', evidence, replicationsNeeded: 1 }
  if (claim.type === 'every') return { verdict: evidence.value === 1 ? 'met' : 'failed', evidence }
  const verdict = compareInterval(claim, evidence)
  if (verdict !== 'undecided') return { verdict, evidence }
  return { verdict, evidence, replicationsNeeded: replicationsNeeded(claim, sample, evidence) }
}

function evidenceFor(claim: Claim, sample: Sample, level: number): Evidence {
  const common = { count: sample.length, level, unfinished: countUnfinished(sample) }
  switch (claim.type) {
    case 'every':
    case 'probability': {
      const { probability, interval } = estimateProbability(sumOf(sample), sample.length, level)
      return { ...common, value: probability, low: interval.low, high: interval.high }
    }
    case 'quantile': {
      const { value, interval } = estimateQuantile(sortSample(sample), claim.probability, level)
      const { low = -Infinity, high = Infinity } = interval
      return { ...common, value, low, high }
    }
    case 'mean': {
      const estimate = estimateMean(sample, level)
      // With a run that never ends the mean is infinite, and that is certain.
      if (estimate.type === 'unfinished')
        return { ...common, value: Infinity, low: Infinity, high: Infinity }
      const { low, high } = estimate.interval
      return { ...common, value: estimate.mean, low, high }
    }
  }
}

function sumOf(sample: Sample): number {
  let sum = 0
  for (let index = 0; index < sample.length; index++) sum += sample[index]!
  return sum
}
