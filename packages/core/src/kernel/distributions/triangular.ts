import type { TriangularDistribution } from './distribution.ts'
import type { Law } from './law.ts'

export function triangularLaw({ low, mode, high }: TriangularDistribution): Law {
  const range = high - low
  const rise = mode - low
  const fall = high - mode
  const share = range === 0 ? 1 : rise / range // of the probability that lies below the mode
  return {
    quantile: (u) =>
      u < share ? low + Math.sqrt(u * range * rise) : high - Math.sqrt((1 - u) * range * fall),
    cumulative(x) {
      if (x < low) return 0
      if (x >= high) return 1
      if (x < mode) return ((x - low) * (x - low)) / (range * rise)
      return 1 - ((high - x) * (high - x)) / (range * fall)
    },
    mean: low + (range + rise) / 3,
    variance: (range * range - rise * fall) / 18,
  }
}
