import type { Goal } from '../../format/experiment/experiment.ts'
import type { Study } from '../study.ts'
import type { Recommendation } from './recommendation.ts'
import type { ReplicationTable } from './replication-table.ts'
import { selectBestMean } from './select-best-mean.ts'
import { selectBestQuantile } from './select-best-quantile.ts'

/** Which variant to take. Constraints are judged first, then the best of those that keep them. */
export function recommend(study: Study, goal: Goal, table: ReplicationTable): Recommendation {
  return goal.statistic.type === 'mean'
    ? selectBestMean(study, goal, table)
    : selectBestQuantile(study, goal, table)
}
