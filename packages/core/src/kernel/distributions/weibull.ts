import type { WeibullDistribution } from './distribution.ts'
import { logGamma } from './gamma-function.ts'
import type { Law } from './law.ts'

export function weibullLaw({ scale, shape }: WeibullDistribution): Law {
  const mean = scale * Math.exp(logGamma(1 + 1 / shape))
  return {
    quantile: (u) => scale * Math.exp(Math.log(-Math.log(1 - u)) / shape),
    cumulative: (x) => (x <= 0 ? 0 : -Math.expm1(-Math.exp(shape * Math.log(x / scale)))),
    mean,
    variance: scale * scale * Math.exp(logGamma(1 + 2 / shape)) - mean * mean,
  }
}
