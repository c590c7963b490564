import type { Law } from './law.ts'

/** A component of a mixture, made ready for use. */
export interface WeightedLaw {
  readonly weight: number
  readonly law: Law
}

export function mixtureLaw(components: readonly WeightedLaw[]): Law {
  const totalWeight = components.reduce((sum, { weight }) => sum + weight, 0)
  const shares = components
    .filter(({ weight }) => weight > 0)
    .map(({ weight, law }) => ({ weight: weight / totalWeight, law }))
  const mean = shares.reduce((sum, { weight, law }) => sum + weight * law.mean, 0)
  const variance = shares.reduce((sum, { weight, law }) => {
    const distance = law.mean - mean
    return sum + weight * (law.variance + distance * distance)
  }, 0)
  const cumulative = (x: number): number => {
    let sum = 0
    for (const { weight, law } of shares) sum += weight * law.cumulative(x)
    return Math.min(sum, 1)
  }
  return { quantile: (u) => mixtureQuantile(shares, cumulative, u), cumulative, mean, variance }
}

/**
 * Picking a component by one part of u and a value by the rest would be cheaper, but the value would
 * not rise with u. So the mixture's own cumulative is inverted, between the smallest and the largest
 * of the components' quantiles.
 */
function mixtureQuantile(
  shares: readonly WeightedLaw[],
  cumulative: (x: number) => number,
  u: number,
): number {
  let low = Infinity
  let high = -Infinity
  for (const { law } of shares) {
    const value = law.quantile(u)
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low === high ? low : firstReaching(cumulative, u, low, high)
}

/**
 * The least x in [low, high] of about 36 significant bits with cumulative(x) ≥ u. Being on a grid,
 * which only gets coarser as `high` grows, it rises with u whatever way the search went.
 */
function firstReaching(
  cumulative: (x: number) => number,
  u: number,
  low: number,
  high: number,
): number {
  const step = gridStep(high)
  let below = Math.ceil(low / step) - 1
  let reaching = Math.ceil(high / step)
  let levelBelow = cumulative(below * step)
  let levelReaching = 1
  // By turns along the secant, which is fast, and in halves, which is safe.
  for (let turn = 0; reaching - below > 1; turn++) {
    const share = turn % 2 === 0 ? (u - levelBelow) / (levelReaching - levelBelow) : 0.5
    const offset = Math.round(share * (reaching - below))
    const middle = below + Math.min(Math.max(offset, 1), reaching - below - 1)
    const level = cumulative(middle * step)
    if (level >= u) {
      reaching = middle
      levelReaching = level
    } else {
      below = middle
      levelBelow = level
    }
  }
  return reaching * step
}

/** The power of two that is 2⁻³⁶ of `value`, roughly. */
function gridStep(value: number): number {
  let step = 1
  while (step * 68_719_476_736 < value) step *= 2
  while (step * 34_359_738_368 > value) step /= 2
  return step
}
