import type { Claim, Comparison, Evidence, Judgement } from './claim.ts'
import { DEFAULT_LEVEL } from './confidence-interval.ts'
import { normalQuantile } from './distributions.ts'
import { estimateMean } from './mean.ts'
import { estimateProbability } from './probability.ts'
import { estimateQuantile, replicationsForInterval } from './quantile.ts'
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
  const verdict = compare(claim, evidence)
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

/** Whether all, none or some of the values from low to high keep to the bound. */
function compare({ comparator, bound }: Comparison, { low, high }: Evidence): Judgement['verdict'] {
  switch (comparator) {
    case '<=':
      return verdictOf(high <= bound, low > bound)
    case '<':
      return verdictOf(high < bound, low >= bound)
    case '>=':
      return verdictOf(low >= bound, high < bound)
    case '>':
      return verdictOf(low > bound, high <= bound)
    case '==':
      return verdictOf(low === bound && high === bound, bound < low || bound > high)
    case '!=':
      return verdictOf(bound < low || bound > high, low === bound && high === bound)
  }
}

function verdictOf(isMet: boolean, isFailed: boolean): Judgement['verdict'] {
  if (isMet) return 'met'
  return isFailed ? 'failed' : 'undecided'
}

/**
 * About how many replications bring the half-width of the interval down to the distance between
 * statistic and bound, if both stay where they are.
 */
function replicationsNeeded(
  claim: Exclude<Claim, { type: 'every' }>,
  sample: Sample,
  { count, value, high, level }: Evidence,
): number | undefined {
  const z = normalQuantile(1 - (1 - level) / 2)
  switch (claim.type) {
    case 'mean': {
      if (count < 2) return 2
      const halfWidth = high - value
      return scaledCount(count, halfWidth / Math.abs(value - claim.bound), 2)
    }
    case 'probability': {
      // What was seen in no run or in all of them has a spread, too: the next one may be different.
      const spread = Math.sqrt(Math.max(value * (1 - value), 1 / (count + 1)))
      const distance = Math.abs(value - claim.bound)
      return scaledCount(count, (z * spread) / (distance * Math.sqrt(count)), 1)
    }
    case 'quantile': {
      const p = claim.probability
      const distance = Math.abs(shareNotAbove(sample, claim.bound) - p)
      const halfWidth = z * Math.sqrt((p * (1 - p)) / count)
      return scaledCount(count, halfWidth / distance, replicationsForInterval(p, level))
    }
  }
}

/** Half-widths shrink with the root of the number of replications. */
function scaledCount(count: number, factor: number, least: number): number | undefined {
  const needed = Math.ceil(count * factor * factor)
  return Number.isFinite(needed) ? Math.max(least, count + 1, needed) : undefined
}

function sumOf(sample: Sample): number {
  let sum = 0
  for (let index = 0; index < sample.length; index++) sum += sample[index]!
  return sum
}

function shareNotAbove(sample: Sample, bound: number): number {
  let count = 0
  for (let index = 0; index < sample.length; index++) if (sample[index]! <= bound) count += 1
  return count / sample.length
}
