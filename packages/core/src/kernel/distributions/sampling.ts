import type { Duration } from '../time.ts'
import type { Distribution } from './distribution.ts'
import { lawOf } from './law-of.ts'

/** Turns uniform numbers into durations of one distribution. */
export interface Sampler {
  /** The duration at level u (strictly between 0 and 1): whole microseconds, not negative. */
  sample(u: number): Duration
}

/** Prepares a valid distribution for many draws. */
export function compileSampler(distribution: Distribution): Sampler {
  return new QuantileSampler(lawOf(distribution).quantile)
}

/** One draw: the duration at level u, rounded to whole microseconds, not negative. */
export function sample(distribution: Distribution, u: number): Duration {
  return toDuration(lawOf(distribution).quantile(u))
}

/** One class for all laws, so that a call of `sample` always finds the same shape. */
class QuantileSampler implements Sampler {
  readonly #quantile: (u: number) => number

  constructor(quantile: (u: number) => number) {
    this.#quantile = quantile
  }

  sample(u: number): Duration {
    return toDuration(this.#quantile(u))
  }
}

/**
 * Rounding at once also absorbs differences in the last bit between builds of V8. `Math.round` takes a
 * branch that goes either way, which costs as much as the logarithm before it.
 */
function toDuration(value: number): Duration {
  return Math.max(0, Math.floor(value + 0.5)) as Duration
}
