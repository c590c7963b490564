import type { ExponentialDistribution } from './distribution.ts'
import type { Law } from './law.ts'

export function exponentialLaw({ mean }: ExponentialDistribution): Law {
  return {
    quantile: (u) => -mean * Math.log1p(-u),
    cumulative: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    mean,
    variance: mean * mean,
  }
}
