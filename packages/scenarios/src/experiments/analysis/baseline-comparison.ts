import type { ReplicationMeasure } from '../replication-measure.ts'
import { directionOf, estimateDifference } from '../statistics/paired-difference.ts'
import type { PairedDifference } from '../statistics/paired-difference.ts'
import { type RatioEstimate, estimateRatio } from '../statistics/ratio.ts'
import type { ReplicationTable } from './replication-table.ts'
import { type StallDifference, compareStalls } from './stall-difference.ts'

/** A variant beside its baseline, over the replications of both in pairs. */
export interface BaselineComparison {
  /** The number of the other variant. */
  readonly baseline: number
  /** Judged before all else. */
  readonly stalls: StallDifference
  /** By the order of `ComparisonAnalysis.measures`; undefined where one of both has no values. */
  readonly differences: readonly (MeasureDifference | undefined)[]
}

/** A measure of a variant minus that of its baseline. */
export interface MeasureDifference {
  readonly measure: ReplicationMeasure
  readonly difference: PairedDifference
  /**
   * The variant's mean over the baseline's. Its interval leaves out 1 exactly where that of the
   * difference leaves out 0.
   */
  readonly ratio: RatioEstimate
  /** What the difference shows; `undefined` where the two cannot be told apart. */
  readonly verdict: 'better' | 'worse' | undefined
}

/** Compares two variants; every interval has that level. */
export function compareVariants(
  table: ReplicationTable,
  pair: { readonly variant: number; readonly baseline: number },
  measures: readonly ReplicationMeasure[],
  level: number,
): BaselineComparison {
  const { variant, baseline } = pair
  return {
    baseline,
    stalls: compareStalls(table.stallsOf(variant), table.stallsOf(baseline), level),
    differences: measures.map((measure) => differenceOf(table, pair, measure, level)),
  }
}

/** The difference of one measure; undefined where one of the two does not have it in every run. */
export function differenceOf(
  table: ReplicationTable,
  { variant, baseline }: { readonly variant: number; readonly baseline: number },
  measure: ReplicationMeasure,
  level: number,
): MeasureDifference | undefined {
  const own = table.valuesOf(variant, measure)
  const other = table.valuesOf(baseline, measure)
  if (own.some(Number.isNaN) || other.some(Number.isNaN)) return undefined
  const difference = estimateDifference(own, other, level)
  return {
    measure,
    difference,
    ratio: estimateRatio(own, other, level),
    verdict: verdictOf(difference, measure),
  }
}

function verdictOf(
  difference: PairedDifference,
  { better }: ReplicationMeasure,
): MeasureDifference['verdict'] {
  if (difference.type !== 'difference') return undefined
  const direction = directionOf(difference.interval)
  if (direction === undefined) return undefined
  return direction === better ? 'better' : 'worse'
}
