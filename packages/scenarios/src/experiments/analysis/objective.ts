import type { ReplicationMeasure } from '../replication-measure.ts'

/** What makes a variant the best one. */
export interface Objective {
  readonly measure: ReplicationMeasure
  readonly statistic: 'mean' | { readonly quantile: number }
  readonly direction: 'minimise' | 'maximise'
  /** Differences below it do not matter; in the unit of the measure. */
  readonly indifference: number
  /** Whether the user named it; otherwise it is 1 % of the baseline's first-stage mean. */
  readonly isIndifferenceGiven: boolean
}
