import { DistributionError } from './distribution-error.ts'
import type { LogNormalDistribution } from './distribution.ts'
import type { Law } from './law.ts'
import { normalCumulative, normalQuantile } from './standard-normal.ts'

export function logNormalLaw({ median, sigma }: LogNormalDistribution): Law {
  const mean = median * Math.exp((sigma * sigma) / 2)
  return {
    quantile: (u) => median * Math.exp(sigma * normalQuantile(u)),
    cumulative(x) {
      if (x <= 0) return 0
      if (sigma === 0) return x < median ? 0 : 1
      return normalCumulative(Math.log(x / median) / sigma)
    },
    mean,
    variance: mean * mean * Math.expm1(sigma * sigma),
  }
}

/** The log-normal law with that median and that 99th percentile, the way people give latencies. */
export function logNormalFromQuantiles({
  p50,
  p99,
}: {
  readonly p50: number
  readonly p99: number
}): LogNormalDistribution {
  if (!(p50 > 0 && p50 < Infinity)) throw new DistributionError('p50', 'a number above 0', p50)
  if (!(p99 >= p50 && p99 < Infinity)) {
    throw new DistributionError('p99', `a number not below the p50 of ${p50}`, p99)
  }
  return { type: 'log-normal', median: p50, sigma: Math.log(p99 / p50) / normalQuantile(0.99) }
}
