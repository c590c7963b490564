import type { Claim, Comparison, Evidence } from './claim.ts'
import { compareInterval } from './compare-interval.ts'
import { estimateProbability } from './probability.ts'
import { quantileRanks } from './quantile.ts'
import type { Sample } from './sample.ts'

/** What would take more than that nobody waits for. */
const REPLICATIONS_MAX = 1_000_000

/**
 * About how many replications decide what is undecided, if the sample stays as it is: if its mean and
 * its spread do, the share in which something happens, or the share that keeps to the bound.
 * `undefined` where none would.
 */
export function replicationsNeeded(
  claim: Exclude<Claim, { type: 'every' }>,
  sample: Sample,
  { count, value, high, level }: Evidence,
): number | undefined {
  switch (claim.type) {
    case 'mean':
      return count < 2 ? 2 : scaledCount(count, (high - value) / Math.abs(value - claim.bound))
    case 'probability':
      return smallestCount(count, (more) => {
        const { interval } = estimateProbability(Math.round(value * more), more, level)
        return compareInterval(claim, interval) !== 'undecided'
      })
    case 'quantile': {
      const share = shareBelow(sample, claim)
      return smallestCount(count, (more) => {
        const { low, high: above } = quantileRanks(more, claim.probability, level)
        const below = Math.round(share * more)
        return above <= below || low > below
      })
    }
  }
}

/** Half-widths shrink with the root of the number of replications. */
function scaledCount(count: number, factor: number): number | undefined {
  const needed = Math.ceil(count * factor * factor)
  return Number.isFinite(needed) ? Math.max(2, count + 1, needed) : undefined
}

/** About the smallest count beyond one, for which that does not hold, for which it does. */
function smallestCount(count: number, holds: (count: number) => boolean): number | undefined {
  let [low, high] = [count, count + 1]
  while (!holds(high)) {
    if (high > REPLICATIONS_MAX) return undefined
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}

/** The share of the values on the side of the bound on which the bound itself is not. */
function shareBelow(sample: Sample, { comparator, bound }: Comparison): number {
  const isBelow =
    comparator === '<' || comparator === '>='
      ? (value: number) => value < bound
      : (value: number) => value <= bound
  let count = 0
  for (let index = 0; index < sample.length; index++) if (isBelow(sample[index]!)) count += 1
  return count / sample.length
}
