import type { ExponentialDistribution } from './distribution.ts'
import type { Law } from './law.ts'

/** 1 − u is exact for the numbers that `uniform` draws, so `log1p`, half as fast, adds nothing. */
export function exponentialLaw({ mean }: ExponentialDistribution): Law {
  return {
    quantile: (u) => -mean * Math.log(1 - u),
    cumulative: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    mean,
    variance: mean * mean,
  }
}
