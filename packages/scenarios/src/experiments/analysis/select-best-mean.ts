import type { Goal } from '../../format/experiment/experiment.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { estimateDifference } from '../statistics/paired-difference.ts'
import type { SelectionAnswer } from '../statistics/selection.ts'
import type { Study } from '../study.ts'
import { GoalSelection, RECOMMENDATION_LEVEL, firstStageOf } from './goal-selection.ts'
import { Ranking } from './ranking.ts'
import type { Answer, Recommendation } from './recommendation.ts'
import type { ReplicationTable } from './replication-table.ts'

type Best = Extract<SelectionAnswer, { readonly type: 'best' }>
type Undecided = Extract<SelectionAnswer, { readonly type: 'undecided' }>

/** Recommends the variant with the best mean, by Kim and Nelson's procedure. */
export function selectBestMean(study: Study, goal: Goal, table: ReplicationTable): Recommendation {
  const ranking = new Ranking(goal, table)
  const found = answerFrom(study, goal, table)
  const { direction, statistic, indifference, subjectTo } = goal
  return {
    objective: {
      measure: ranking.measure,
      direction,
      statistic,
      indifference: found.indifference,
      isIndifferenceGiven: indifference !== undefined,
    },
    constraints: subjectTo.map(({ text }) => text),
    level: RECOMMENDATION_LEVEL,
    standings: found.standings,
    replications: found.replications,
    answer: answerOf(found, ranking, firstStageOf(study)),
  }
}

/**
 * What the procedure says; where the replications end before it could, what it says at that point.
 * Stalls count before all else: a run that did not end takes its variant out, even if it came after the
 * procedure was done, and whatever the goal is about.
 */
function answerFrom(study: Study, goal: Goal, table: ReplicationTable): SelectionAnswer {
  const column = REPLICATION_MEASURES.findIndex(({ name }) => name === goal.measure)
  const stalls = table.variants.map((variant) => table.stallsOf(variant).includes(true))
  const asJudged = (replication: Replication): Replication =>
    stalls[replication.variant] === true
      ? { ...replication, values: replication.values.with(column, Infinity) }
      : replication
  for (const max of [study.replications.max, table.count]) {
    const selection = new GoalSelection(study, goal, max)
    for (let replication = 0; replication < table.count; replication++) {
      selection.add(table.rowOf(replication).map(asJudged))
    }
    if (selection.answer !== undefined) return selection.answer
  }
  throw new Error('a selection has an answer after its last replication')
}

function answerOf(found: SelectionAnswer, ranking: Ranking, firstStage: number): Answer {
  switch (found.type) {
    case 'none feasible':
      return { type: 'none feasible' }
    case 'undecided':
      return undecided(found, ranking, firstStage)
    case 'best':
      return selected(found, ranking)
  }
}

function selected({ variant, runnerUp, standings }: Best, ranking: Ranking): Answer {
  const keptOut = [...standings.keys()].filter(
    (other) => standings[other]!.type === 'infeasible' && ranking.isBetter(other, variant),
  )
  return {
    type: 'selected',
    variant,
    guarantee: { type: runnerUp === undefined ? 'no other' : 'best mean' },
    runnerUp:
      runnerUp === undefined
        ? undefined
        : {
            variant: runnerUp,
            difference: estimateDifference(ranking.sampleOf(runnerUp), ranking.sampleOf(variant)),
          },
    keptOut: ranking.bestFirst(keptOut),
  }
}

/** When one is left of which nobody can say whether it keeps the constraints, that is the question. */
function undecided(
  { contenders, standings, replicationsAtMost }: Undecided,
  ranking: Ranking,
  firstStage: number,
): Answer {
  const [only, ...others] = contenders
  const left = ranking.bestFirst(contenders)
  if (only === undefined || others.length > 0) {
    return {
      type: 'undecided',
      left,
      question: 'selection',
      replicationsNeeded: replicationsAtMost ?? firstStage,
    }
  }
  const standing = standings[only]!
  const judgement = standing.type === 'unclear' ? standing.judgement : undefined
  const replicationsNeeded =
    judgement?.verdict === 'undecided' ? judgement.replicationsNeeded : undefined
  return { type: 'undecided', left, question: 'feasibility', replicationsNeeded }
}
