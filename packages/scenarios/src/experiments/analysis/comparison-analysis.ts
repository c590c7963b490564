import type { DrawAudit } from '../audit-draws.ts'
import type { ReplicationMeasure } from '../replication-measure.ts'
import type { ProbabilityEstimate } from '../statistics/probability.ts'
import type { Study } from '../study.ts'
import type { BaselineComparison } from './baseline-comparison.ts'
import type { JudgedExpectation } from './judged-expectation.ts'
import type { MeasureSummary } from './measure-summary.ts'
import type { ParetoFront } from './pareto-front.ts'
import type { Recommendation } from './recommendation.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { ReleaseFinding } from './release-findings.ts'
import type { RolloutTimeout } from './rollout-timeout.ts'
import type { SensitivityAttempt } from './find-sensitivity.ts'

/** What the replications of a study tell. Durations are seconds, as in the replications themselves. */
export interface ComparisonAnalysis {
  readonly study: Study
  /** How many each variant has. */
  readonly replicationCount: number
  /** Those that any variant has a value of, in the order of the columns. */
  readonly measures: readonly ReplicationMeasure[]
  /** By their numbers. */
  readonly variants: readonly VariantAnalysis[]
  readonly family: DifferenceFamily
  readonly front: ParetoFront
  /** Undefined when nothing was asked to be the best. */
  readonly recommendation: Recommendation | undefined
  /** What differs first between variants that differ in their release only. */
  readonly releases: readonly ReleaseFinding[]
  /** Which inputs move the answer; undefined when nobody asked. */
  readonly sensitivity: SensitivityAttempt | undefined
  /** What the variants drew in one replication; undefined when that was not looked at. */
  readonly draws: DrawAudit | undefined
}

/** One variant by itself and beside its baseline. */
export interface VariantAnalysis {
  readonly number: number
  readonly name: string
  /** How often a run did not come to its end. */
  readonly stalled: ProbabilityEstimate
  /** By the order of `ComparisonAnalysis.measures`; undefined where the workload has no values. */
  readonly summaries: readonly (MeasureSummary | undefined)[]
  /** Undefined for a baseline. */
  readonly comparison: BaselineComparison | undefined
  /** What its scenario expects. */
  readonly expectations: readonly JudgedExpectation[]
  readonly timeout: RolloutTimeout
  readonly rehearsal: Rehearsal
}

/** The differences to baselines, whose intervals hold all at once (Bonferroni). */
export interface DifferenceFamily {
  /** The probability that every interval covers its difference. */
  readonly level: number
  /** How many there are: of each variant, every measure and the stalls. */
  readonly size: number
  /** The level of each interval by itself. */
  readonly memberLevel: number
}
