import { DistributionError } from './distribution-error.ts'
import type { Law } from './law.ts'

/** A law given that its value lies in [low, high]; the moments are integrated numerically. */
export function truncatedLaw(law: Law, low: number, high: number): Law {
  const lowLevel = levelReaching(law, low)
  const levelRange = law.cumulative(high) - lowLevel
  if (!(levelRange > Number.EPSILON)) {
    throw new DistributionError('truncated', 'some probability between its bounds', { low, high })
  }
  const clamp = (x: number): number => Math.min(Math.max(x, low), high)
  const quantile = (u: number): number =>
    clamp(law.quantile(Math.min(lowLevel + u * levelRange, HIGHEST_LEVEL)))
  const mean = integrateOverLevels(quantile)
  return {
    quantile,
    cumulative(x) {
      if (x < low) return 0
      if (x >= high) return 1
      return (law.cumulative(x) - lowLevel) / levelRange
    },
    mean,
    variance: integrateOverLevels((u) => (quantile(u) - mean) * (quantile(u) - mean)),
  }
}

/** P(X < x), found from the quantile, which also knows about single values that carry weight. */
function levelReaching(law: Law, x: number): number {
  if (law.cumulative(x) === 0) return 0
  let below = 0
  let reaching = 1
  while (reaching - below > Number.EPSILON / 2) {
    const middle = (below + reaching) / 2
    if (law.quantile(middle) >= x) reaching = middle
    else below = middle
  }
  return below
}

/**
 * ∫₀¹ f(u) du by the tanh–sinh rule, whose nodes crowd at both ends, where a quantile may grow
 * without bound. About ten digits for smooth laws, fewer for those with jumps.
 */
function integrateOverLevels(f: (u: number) => number): number {
  let sum = 0
  for (let index = -NODES; index <= NODES; index++) {
    const t = index * NODE_DISTANCE
    const reach = (Math.PI / 2) * Math.sinh(t)
    const level = 1 / (1 + Math.exp(-2 * reach))
    const cosine = Math.cosh(reach)
    const weight = ((Math.PI / 4) * Math.cosh(t)) / (cosine * cosine)
    if (level > 0 && level < 1) sum += weight * f(level)
  }
  return sum * NODE_DISTANCE
}

/** The largest number below 1, in case that the sum above rounds to 1. */
const HIGHEST_LEVEL = 1 - Number.EPSILON / 2
const NODES = 160
const NODE_DISTANCE = 1 / 50
