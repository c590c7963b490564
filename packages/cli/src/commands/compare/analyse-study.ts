import {
  type ComparisonAnalysis,
  type Replication,
  analyseComparison,
  auditDraws,
  chosenSubject,
  findReleaseDifferences,
  findSensitivity,
} from '@seatrial/scenarios'
import type { Crew } from '../../replications/crew.ts'
import { sweepMoved } from '../../replications/sweep-moved.ts'
import type { GatheredStudy } from '../../study/gather-study.ts'

/** All that the replications of a study tell, and what a few more runs of it by its crew do. */
export async function analyseStudy(
  { study, input }: GatheredStudy,
  replications: Iterable<Replication>,
  crew: Crew,
): Promise<ComparisonAnalysis> {
  const releases = findReleaseDifferences(study)
  const analysis = analyseComparison(study, replications, { releases })
  const draws = podsIn(analysis) > AUDITED_PODS_MAX ? undefined : auditDraws(study, 0)
  const effort = input.flags.sensitivity === true ? 'thorough' : 'screened'
  const sensitivity = await findSensitivity(chosenSubject(analysis), effort, (moved, plan) =>
    sweepMoved(moved, plan, crew),
  )
  return { ...analysis, draws, sensitivity }
}

/** Of larger rollouts the draws, some twenty a pod and variant, are not written down one by one. */
const AUDITED_PODS_MAX = 20_000

/** The pods of all headline rollouts together. */
function podsIn({ variants }: ComparisonAnalysis): number {
  return variants.reduce((sum, { rehearsal }) => sum + (rehearsal.rollout?.desired ?? 0), 0)
}
