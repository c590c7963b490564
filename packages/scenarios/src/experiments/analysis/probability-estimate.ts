import type { Interval } from './interval.ts'

/** In how many replications something happened, and how likely that makes it (Clopper–Pearson). */
export interface ProbabilityEstimate {
  readonly count: number
  readonly of: number
  /** At 95 %. */
  readonly interval: Interval
}
