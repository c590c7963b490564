import type { ConstantDistribution } from './distribution.ts'
import type { Law } from './law.ts'

export function constantLaw({ value }: ConstantDistribution): Law {
  return {
    quantile: () => value,
    cumulative: (x) => (x < value ? 0 : 1),
    mean: value,
    variance: 0,
  }
}
