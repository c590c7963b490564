import type { Goal } from '../../format/experiment/experiment.ts'
import type { ReplicationMeasure } from '../replication-measure.ts'

/** What makes a variant the best one. */
export interface Objective {
  readonly measure: ReplicationMeasure
  readonly direction: Goal['direction']
  /** What of the measure is to be small or large. */
  readonly statistic: Goal['statistic']
  /** Differences below it do not matter; in the unit of the measure. Undefined: every one does. */
  readonly indifference: number | undefined
  /** Otherwise it is 1 % of what the baseline has on average over the first stage. */
  readonly isIndifferenceGiven: boolean
}
