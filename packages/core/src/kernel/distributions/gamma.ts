import type { GammaDistribution } from './distribution.ts'
import { logGamma, regularizedGamma } from './gamma-function.ts'
import type { Law } from './law.ts'
import { normalQuantile } from './standard-normal.ts'

export function gammaLaw({ shape, scale }: GammaDistribution): Law {
  return {
    quantile: (u) => scale * standardGammaQuantile(shape, u),
    cumulative: (x) => regularizedGamma(shape, x / scale),
    mean: shape * scale,
    variance: shape * scale * scale,
  }
}

/**
 * The quantile of the gamma law of scale 1: Newton's steps from a good guess, inside a bracket that
 * each step narrows, so that it converges from anywhere.
 */
function standardGammaQuantile(shape: number, u: number): number {
  const logGammaOfShape = logGamma(shape)
  let low = 0
  let high = Infinity
  let x = firstGuess(shape, u, logGammaOfShape)
  for (let step = 0; step < MAX_STEPS && x > 0; step++) {
    const excess = regularizedGamma(shape, x) - u
    if (excess > 0) high = x
    else low = x
    const density = Math.exp((shape - 1) * Math.log(x) - x - logGammaOfShape)
    const next = within(low, high, x - excess / density)
    if (Math.abs(next - x) <= x * RELATIVE_TOLERANCE) return next
    x = next
  }
  return x
}

/** Newton's proposal if it lies inside the bracket, and a point inside otherwise. */
function within(low: number, high: number, proposal: number): number {
  if (proposal > low && proposal < high) return proposal
  return high === Infinity ? low * 2 : (low + high) / 2
}

/** Wilson and Hilferty's cube of a normal; near 0 the first term of the series. */
function firstGuess(shape: number, u: number, logGammaOfShape: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(u) / (3 * Math.sqrt(shape))
  const guess = shape * root * root * root
  if (shape >= 1 && guess > 0.1 * shape) return guess
  return Math.exp((Math.log(u * shape) + logGammaOfShape) / shape)
}

const MAX_STEPS = 100
const RELATIVE_TOLERANCE = 1e-14
