import { normalQuantile } from '../../../src/experiments/statistics/distributions.ts'

/** A law whose mean and quantiles are known without simulation. */
export interface KnownLaw {
  readonly name: string
  readonly mean: number
  /** Its value at a level between 0 and 1: samples are made by inversion. */
  readonly quantile: (level: number) => number
}

/** What durations look like, from the kindest law to the most skewed one. */
export const KNOWN_LAWS: readonly KnownLaw[] = [
  { name: 'normal', mean: 0, quantile: normalQuantile },
  logNormal(0.5),
  logNormal(1),
  {
    // A Parallel rollout of 100 pods is as slow as its slowest pod.
    name: 'maximum of 100 log-normal, σ 0.5',
    mean: 28.7156,
    quantile: (level) => 8 * logNormal(0.5).quantile(Math.exp(Math.log(level) / 100)),
  },
]

function logNormal(sigma: number): KnownLaw {
  return {
    name: `log-normal, σ ${sigma}`,
    mean: Math.exp((sigma * sigma) / 2),
    quantile: (level) => Math.exp(sigma * normalQuantile(level)),
  }
}
