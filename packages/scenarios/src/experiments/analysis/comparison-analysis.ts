import type { ReplicationMeasure } from '../replication-measure.ts'
import type { Study } from '../study.ts'
import type { InputOrigins } from './input-origins.ts'
import type { MeasureSummary } from './measure-summary.ts'
import type { PairedDifference, StallDifference } from './paired-difference.ts'
import type { ParetoFront } from './pareto-front.ts'
import type { ProbabilityEstimate } from './probability-estimate.ts'
import type { Recommendation } from './recommendation.ts'
import type { ReleaseFinding } from './release-findings.ts'
import type { Sensitivity } from './sensitivity.ts'
import type { TimeoutAdvice } from './timeout-advice.ts'

/** What the replications of a study tell. Durations are seconds, as in the replications themselves. */
export interface ComparisonAnalysis {
  readonly study: Study
  /** How many each variant has. */
  readonly replicationCount: number
  /** Those that any variant has a value of, in the order of the columns. */
  readonly measures: readonly ReplicationMeasure[]
  /** By their numbers. */
  readonly variants: readonly VariantAnalysis[]
  /** All differences to a baseline hold together at this level. */
  readonly family: DifferenceFamily
  readonly front: ParetoFront
  /** Undefined when nothing was asked to be the best. */
  readonly recommendation: Recommendation | undefined
  /** What differs first between variants that differ in their release only. */
  readonly releases: readonly ReleaseFinding[]
  /** How the latencies are known that the answers rest on. */
  readonly inputs: InputOrigins
  /** Which of them move the answer; undefined when that was not tried. */
  readonly sensitivity: Sensitivity | undefined
}

/** One variant by itself and beside its baseline. */
export interface VariantAnalysis {
  readonly number: number
  readonly name: string
  /** How many replications did not come to their end, and how likely that is. */
  readonly stalled: ProbabilityEstimate
  /** By the order of `ComparisonAnalysis.measures`. */
  readonly summaries: readonly MeasureSummary[]
  /** Undefined for a baseline. */
  readonly comparison: BaselineComparison | undefined
  readonly timeout: TimeoutAdvice
}

/** A variant beside its baseline, over the replications of both in pairs. */
export interface BaselineComparison {
  /** The number of the other variant. */
  readonly baseline: number
  /** Judged before all else. */
  readonly stalled: StallDifference
  /** By the order of `ComparisonAnalysis.measures`. */
  readonly differences: readonly PairedDifference[]
}

/** Differences whose intervals hold all at once (Bonferroni). */
export interface DifferenceFamily {
  /** The probability that every interval covers its difference. */
  readonly level: number
  readonly size: number
  /** The level of each interval by itself, so that all of them reach `level` together. */
  readonly memberLevel: number
}
