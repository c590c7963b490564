import type { Law } from './law.ts'

export function shiftedLaw(law: Law, shift: number): Law {
  return {
    quantile: (u) => shift + law.quantile(u),
    cumulative: (x) => law.cumulative(x - shift),
    mean: shift + law.mean,
    variance: law.variance,
  }
}
