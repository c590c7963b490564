import { assertNever } from '../../assert.ts'
import { constantLaw } from './constant.ts'
import type { Distribution } from './distribution.ts'
import { empiricalLaw } from './empirical.ts'
import { exponentialLaw } from './exponential.ts'
import { gammaLaw } from './gamma.ts'
import type { Law } from './law.ts'
import { logNormalLaw } from './log-normal.ts'
import { mixtureLaw } from './mixture.ts'
import { shiftedLaw } from './shifted.ts'
import { triangularLaw } from './triangular.ts'
import { truncatedLaw } from './truncated.ts'
import { uniformLaw } from './uniform.ts'
import { weibullLaw } from './weibull.ts'

/** The distribution made ready for use. It must be valid (`assertValid`). */
export function lawOf(distribution: Distribution): Law {
  switch (distribution.type) {
    case 'constant':
      return constantLaw(distribution)
    case 'uniform':
      return uniformLaw(distribution)
    case 'triangular':
      return triangularLaw(distribution)
    case 'exponential':
      return exponentialLaw(distribution)
    case 'gamma':
      return gammaLaw(distribution)
    case 'log-normal':
      return logNormalLaw(distribution)
    case 'weibull':
      return weibullLaw(distribution)
    case 'empirical':
      return empiricalLaw(distribution)
    case 'mixture':
      return mixtureLaw(
        distribution.components.map(({ weight, distribution: component }) => ({
          weight,
          law: lawOf(component),
        })),
      )
    case 'shifted':
      return shiftedLaw(lawOf(distribution.distribution), distribution.shift)
    case 'truncated': {
      const { low = -Infinity, high = Infinity } = distribution
      return truncatedLaw(lawOf(distribution.distribution), low, high)
    }
    default:
      return assertNever(distribution)
  }
}

/** The value that is exceeded with probability 1 − u, for u strictly between 0 and 1. */
export function quantile(distribution: Distribution, u: number): number {
  return lawOf(distribution).quantile(u)
}

/** The mean: in closed form, except that a truncated law's is integrated to about ten digits. */
export function mean(distribution: Distribution): number {
  return lawOf(distribution).mean
}

/** The standard deviation, as exact as the mean. */
export function standardDeviation(distribution: Distribution): number {
  return Math.sqrt(lawOf(distribution).variance)
}
