import {
  type ComparisonAnalysis,
  type Replication,
  analyseComparison,
  auditDraws,
  findReleaseDifferences,
  findSensitivity,
} from '@seatrial/scenarios'
import type { GatheredStudy } from '../../study/gather-study.ts'

/** All that the replications of a study tell, and what a few more runs of it do. */
export function analyseStudy(
  { study, input }: GatheredStudy,
  replications: readonly Replication[],
): ComparisonAnalysis {
  const releases = findReleaseDifferences(study)
  const draws = auditDraws(study, 0)
  const analysis = analyseComparison(study, replications, { releases, draws })
  const effort = input.flags.sensitivity === true ? 'thorough' : 'screened'
  return { ...analysis, sensitivity: findSensitivity(analysis, effort) }
}
