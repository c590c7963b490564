import type { Goal } from '../../format/experiment/experiment.ts'
import { simultaneousLevel } from '../statistics/confidence-interval.ts'
import { Feasibility } from '../statistics/feasibility.ts'
import {
  type QuantileDifference,
  estimateQuantileDifference,
} from '../statistics/quantile-difference.ts'
import type { Standing } from '../statistics/selection.ts'
import type { Study } from '../study.ts'
import { ExpectationClaim } from './expectation-claim.ts'
import { RECOMMENDATION_LEVEL } from './goal-selection.ts'
import { Ranking } from './ranking.ts'
import type { Answer, Recommendation } from './recommendation.ts'
import type { ReplicationTable } from './replication-table.ts'

/**
 * Recommends the variant with the best sample quantile among those that keep the constraints, and tells
 * by paired bootstrap which others cannot be told from it. It promises nothing: the number of
 * replications is fixed, and such intervals are too narrow for extreme quantiles.
 */
export function selectBestQuantile(
  study: Study,
  goal: Goal,
  table: ReplicationTable,
): Recommendation {
  const ranking = new Ranking(goal, table)
  const standings = standingsOf(study, goal, table)
  const { direction, statistic, subjectTo } = goal
  return {
    objective: {
      measure: ranking.measure,
      direction,
      statistic,
      indifference: undefined,
      isIndifferenceGiven: false,
    },
    constraints: subjectTo.map(({ text }) => text),
    level: RECOMMENDATION_LEVEL,
    standings,
    replications: table.count,
    answer: answerOf(standings, ranking, { goal, seed: study.hash }),
  }
}

/** Judged once, when all replications are there. */
function standingsOf(study: Study, goal: Goal, table: ReplicationTable): readonly Standing[] {
  const claims = goal.subjectTo.map((expectation) => new ExpectationClaim(expectation))
  const feasibility = new Feasibility({
    variants: study.variants.length,
    constraints: claims.map(({ claim }) => claim),
    firstLook: table.count,
    max: table.count,
    error: 1 - RECOMMENDATION_LEVEL,
  })
  for (let replication = 0; replication < table.count; replication++) {
    const row = table.rowOf(replication)
    feasibility.add(
      study.variants.map((variant) =>
        claims.map((about) => about.valueIn(row[variant.number]!, variant)),
      ),
    )
  }
  return study.variants.map(({ number }): Standing => {
    const broken = feasibility.broken(number)
    if (broken !== undefined) return { type: 'infeasible', ...broken }
    const unclear = feasibility.unclear(number)
    return unclear === undefined ? { type: 'contender' } : { type: 'unclear', ...unclear }
  })
}

function answerOf(
  standings: readonly Standing[],
  ranking: Ranking,
  { goal, seed }: { readonly goal: Goal; readonly seed: string },
): Answer {
  const variants = [...standings.keys()]
  const possible = variants.filter((variant) => standings[variant]!.type !== 'infeasible')
  const [best, ...others] = ranking.bestFirst(possible)
  if (best === undefined || !Number.isFinite(ranking.valueOf(best)))
    return { type: 'none feasible' }
  const standing = standings[best]!
  if (standing.type === 'unclear') {
    const { judgement } = standing
    const replicationsNeeded =
      judgement.verdict === 'undecided' ? judgement.replicationsNeeded : undefined
    return {
      type: 'undecided',
      left: [best, ...others],
      question: 'feasibility',
      replicationsNeeded,
    }
  }
  const differences = differencesTo(best, others, ranking, { goal, seed })
  const alike = others.filter((_, index) => isAlike(differences[index]!))
  const runnerUp = others[0]
  const keptOut = variants.filter(
    (other) => standings[other]!.type === 'infeasible' && ranking.isBetter(other, best),
  )
  return {
    type: 'selected',
    variant: best,
    guarantee: runnerUp === undefined ? { type: 'no other' } : { type: 'none', alike },
    runnerUp:
      runnerUp === undefined ? undefined : { variant: runnerUp, difference: differences[0]! },
    keptOut: ranking.bestFirst(keptOut),
  }
}

/** The quantiles of others minus that of the best, whose intervals hold together. */
function differencesTo(
  best: number,
  others: readonly number[],
  ranking: Ranking,
  { goal, seed }: { readonly goal: Goal; readonly seed: string },
): readonly QuantileDifference[] {
  const { statistic } = goal
  if (statistic.type !== 'quantile') throw new Error('the goal is about no quantile')
  const level = simultaneousLevel(RECOMMENDATION_LEVEL, others.length)
  return others.map((other) =>
    estimateQuantileDifference(
      ranking.sampleOf(other),
      ranking.sampleOf(best),
      statistic.probability,
      { level, seed },
    ),
  )
}

function isAlike(difference: QuantileDifference): boolean {
  if (difference.type === 'neither ends') return true
  return difference.interval.low <= 0 && difference.interval.high >= 0
}
