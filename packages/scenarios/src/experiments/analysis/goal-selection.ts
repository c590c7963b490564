import { toSeconds } from '@seatrial/core'
import type { Goal } from '../../format/experiment/experiment.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { Selection, type SelectionAnswer, type SelectionOptions } from '../statistics/selection.ts'
import type { Study } from '../study.ts'
import { ExpectationClaim } from './expectation-claim.ts'

/** The confidence of a recommendation as a whole. */
export const RECOMMENDATION_LEVEL = 0.95

/** Replications after which variances are first estimated, unless there are always fewer. */
const FIRST_STAGE_MAX = 30

/** The least that a variance can be estimated from. */
const FIRST_STAGE_MIN = 2

/** Without a word of the user so much of the baseline's mean does not matter. */
const INDIFFERENT_SHARE = 0.01

/** Looks for the variant with the best mean, replication by replication, until it is clear. */
export class GoalSelection {
  readonly #study: Study
  readonly #constraints: readonly ExpectationClaim[]
  readonly #column: number
  readonly #selection: Selection

  /** After `max` replications it comes to an answer in any case. */
  constructor(study: Study, goal: Goal, max: number = study.replications.max) {
    this.#study = study
    this.#constraints = goal.subjectTo.map((expectation) => new ExpectationClaim(expectation))
    this.#column = REPLICATION_MEASURES.findIndex(({ name }) => name === goal.measure)
    this.#selection = new Selection({
      variants: study.variants.length,
      better: goal.direction === 'minimise' ? 'less' : 'more',
      indifference: indifferenceOf(goal),
      baseline: study.variants[0]!.baseline,
      constraints: this.#constraints.map(({ claim }) => claim),
      firstStage: firstStageOf(study),
      max,
      level: RECOMMENDATION_LEVEL,
    })
  }

  /** Undefined while more replications are needed. */
  get answer(): SelectionAnswer | undefined {
    return this.#selection.answer
  }

  /** Takes the next replication of every variant, by their numbers. */
  add(replications: readonly Replication[]): void {
    this.#selection.add(
      replications.map((replication, number) => {
        const variant = this.#study.variants[number]!
        return {
          objective: replication.values[this.#column]!,
          constraints: this.#constraints.map((about) => about.valueIn(replication, variant)),
        }
      }),
    )
  }
}

/** How many replications come before anything is decided. */
export function firstStageOf({ replications }: Study): number {
  return Math.max(FIRST_STAGE_MIN, Math.min(FIRST_STAGE_MAX, replications.min))
}

function indifferenceOf({ indifference }: Goal): SelectionOptions['indifference'] {
  if (indifference === undefined) return { type: 'relative', value: INDIFFERENT_SHARE }
  const value =
    indifference.type === 'duration' ? toSeconds(indifference.value) : indifference.value
  return { type: 'absolute', value }
}
