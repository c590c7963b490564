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
  const analysis = analyseComparison(study, replications, { releases })
  const draws = podsIn(analysis) > AUDITED_PODS_MAX ? undefined : auditDraws(study, 0)
  const effort = input.flags.sensitivity === true ? 'thorough' : 'screened'
  return { ...analysis, draws, sensitivity: findSensitivity(analysis, effort) }
}

/** Of larger rollouts the draws, some twenty a pod and variant, are not written down one by one. */
const AUDITED_PODS_MAX = 20_000

/** The pods of all headline rollouts together. */
function podsIn({ variants }: ComparisonAnalysis): number {
  return variants.reduce((sum, { rehearsal }) => sum + (rehearsal.rollout?.desired ?? 0), 0)
}
