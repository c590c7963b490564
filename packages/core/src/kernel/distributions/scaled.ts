import { assertNever } from '../../assert.ts'
import type { Distribution } from './distribution.ts'

/** The law of `factor` times the duration, for instance to ask what twice the latency would do. */
export function scaled(distribution: Distribution, factor: number): Distribution {
  switch (distribution.type) {
    case 'constant':
      return { ...distribution, value: distribution.value * factor }
    case 'uniform':
      return { ...distribution, low: distribution.low * factor, high: distribution.high * factor }
    case 'triangular': {
      const { low, mode, high } = distribution
      return { ...distribution, low: low * factor, mode: mode * factor, high: high * factor }
    }
    case 'exponential':
      return { ...distribution, mean: distribution.mean * factor }
    case 'gamma':
    case 'weibull':
      return { ...distribution, scale: distribution.scale * factor }
    case 'log-normal':
      return { ...distribution, median: distribution.median * factor }
    case 'empirical':
      return { ...distribution, values: distribution.values.map((value) => value * factor) }
    case 'mixture':
      return {
        ...distribution,
        components: distribution.components.map(({ weight, distribution: component }) => ({
          weight,
          distribution: scaled(component, factor),
        })),
      }
    case 'shifted':
      return {
        ...distribution,
        shift: distribution.shift * factor,
        distribution: scaled(distribution.distribution, factor),
      }
    case 'truncated': {
      const { low, high } = distribution
      return {
        ...distribution,
        distribution: scaled(distribution.distribution, factor),
        ...(low === undefined ? {} : { low: low * factor }),
        ...(high === undefined ? {} : { high: high * factor }),
      }
    }
    default:
      return assertNever(distribution)
  }
}
