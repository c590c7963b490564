import type { DrawAudit } from '../audit-draws.ts'
import { REPLICATION_MEASURES, type ReplicationMeasure } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { DEFAULT_LEVEL, simultaneousLevel } from '../statistics/confidence-interval.ts'
import { estimateProbability } from '../statistics/probability.ts'
import type { Study, StudyVariant } from '../study.ts'
import { compareVariants } from './baseline-comparison.ts'
import type {
  ComparisonAnalysis,
  DifferenceFamily,
  VariantAnalysis,
} from './comparison-analysis.ts'
import { judgeExpectations } from './judged-expectation.ts'
import { summariseMeasure } from './measure-summary.ts'
import { paretoFront } from './pareto-front.ts'
import { recommend } from './recommend.ts'
import { rehearse } from './rehearsal.ts'
import type { ReleaseFinding } from './release-findings.ts'
import { ReplicationTable } from './replication-table.ts'
import { timeoutOf } from './rollout-timeout.ts'
import type { SensitivityAttempt } from './find-sensitivity.ts'

/** What was found out besides the replications themselves. */
export interface AnalysisOptions {
  /** See `findReleaseDifferences`. */
  readonly releases?: readonly ReleaseFinding[]
  /** See `findSensitivity`. */
  readonly sensitivity?: SensitivityAttempt
  readonly draws?: DrawAudit
}

/**
 * What the replications of a study tell. They come in any order, all variants have the same ones from 0
 * on. Runs replication 0 of each variant once more, for what replications do not keep.
 *
 * Throws `IncompleteReplicationsError`.
 */
export function analyseComparison(
  study: Study,
  replications: Iterable<Replication>,
  { releases = [], sensitivity, draws }: AnalysisOptions = {},
): ComparisonAnalysis {
  const table = new ReplicationTable(study, replications)
  const measures = REPLICATION_MEASURES.filter((measure) => table.has(measure))
  const family = familyOf(study, measures)
  const variants = study.variants.map((variant) =>
    analyseVariant(variant, { study, table, measures, level: family.memberLevel }),
  )
  const { goal } = study
  const recommendation = goal === undefined ? undefined : recommend(study, goal, table)
  return {
    study,
    replicationCount: table.count,
    measures,
    variants,
    family,
    front: paretoFront(table, recommendation?.objective),
    recommendation,
    releases,
    sensitivity,
    draws,
  }
}

/** A measure counts whether or not it differs, so that the level does not hang on the values. */
function familyOf({ variants }: Study, measures: readonly ReplicationMeasure[]): DifferenceFamily {
  const compared = variants.filter(({ number, baseline }) => number !== baseline)
  const size = compared.length * (measures.length + 1)
  return { level: DEFAULT_LEVEL, size, memberLevel: simultaneousLevel(DEFAULT_LEVEL, size) }
}

function analyseVariant(
  variant: StudyVariant,
  {
    study,
    table,
    measures,
    level,
  }: {
    readonly study: Study
    readonly table: ReplicationTable
    readonly measures: readonly ReplicationMeasure[]
    readonly level: number
  },
): VariantAnalysis {
  const { number, name, baseline } = variant
  const stalls = table.stallsOf(number).filter((isStalled) => isStalled).length
  const rehearsal = rehearse(study, variant)
  return {
    number,
    name,
    stalled: estimateProbability(stalls, table.count),
    summaries: measures.map((measure) =>
      summariseMeasure(measure, table.valuesOf(number, measure)),
    ),
    comparison:
      baseline === number
        ? undefined
        : compareVariants(table, { variant: number, baseline }, measures, level),
    expectations: judgeExpectations(study, variant, table.of(number)),
    timeout: timeoutOf(table.valuesOf(number, REPLICATION_MEASURES[0]!), rehearsal),
    rehearsal,
  }
}
