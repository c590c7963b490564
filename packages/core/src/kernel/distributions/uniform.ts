import type { UniformDistribution } from './distribution.ts'
import type { Law } from './law.ts'

export function uniformLaw({ low, high }: UniformDistribution): Law {
  const range = high - low
  return {
    quantile: (u) => low + u * range,
    cumulative: (x) => (x < low ? 0 : x >= high ? 1 : (x - low) / range),
    mean: low + range / 2,
    variance: (range * range) / 12,
  }
}
