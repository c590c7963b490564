import { toSeconds } from '@seatrial/core'
import type { Goal } from '../format/experiment/experiment.ts'
import type { Precision, StoppingRule } from '../format/experiment/precision.ts'
import { GoalSelection } from './analysis/goal-selection.ts'
import { REPLICATION_MEASURES, type ReplicationMeasureName } from './replication-measure.ts'
import type { Replication } from './replication.ts'
import { type PrecisionTarget, SequentialStopping } from './statistics/sequential-stopping.ts'
import type { Study } from './study.ts'

/**
 * Tells how many replications a study takes. All its variants have the same ones; precision is judged
 * at fixed ends of blocks, and a goal after every replication, so that the answer is the same whoever
 * runs what when.
 */
export class EnoughReplications {
  readonly #study: Study
  readonly #stopping: SequentialStopping
  readonly #selection: GoalSelection | undefined
  /** What has come of the next replication, by variant. */
  #row: Replication[] = []
  #count = 0
  #end: number

  constructor(study: Study) {
    const { variants, replications, goal } = study
    this.#study = study
    this.#stopping = new SequentialStopping({
      min: minimumOf(study),
      max: replications.max,
      targets: replications.until.map((rule) => targetOf(rule, goal)),
      baselines: variants.map(({ baseline }) => baseline),
    })
    this.#selection = isSelectedByMean(study) ? new GoalSelection(study, goal!) : undefined
    this.#end = replications.max
  }

  /** Replications of this number and beyond are not needed, as far as is known. It only shrinks. */
  get end(): number {
    return this.#end
  }

  /** Takes the next one: all variants of one number before the next number. */
  accept(replication: Replication): void {
    this.#row.push(replication)
    if (this.#row.length < this.#study.variants.length) return
    this.#stopping.add(this.#row.map(({ values }) => values))
    this.#selection?.add(this.#row)
    this.#row = []
    this.#count += 1
    const isPrecise = this.#stopping.stopAt !== undefined
    const isSelected = this.#selection === undefined || this.#selection.answer !== undefined
    if (isPrecise && isSelected) this.#end = Math.min(this.#end, this.#count)
  }
}

/** Whether variants fall out one by one until the best mean is left. */
export function isSelectedByMean({ goal, replications }: Study): boolean {
  const { min, max } = replications
  return goal?.statistic.type === 'mean' && min < max
}

/** Nothing is promised of the best quantile, for which all replications are run. */
function minimumOf({ goal, replications }: Study): number {
  return goal?.statistic.type === 'quantile' ? replications.max : replications.min
}

function targetOf({ of, precision }: StoppingRule, goal: Goal | undefined): PrecisionTarget {
  const isDifference = of === 'difference'
  return {
    of: isDifference ? 'difference' : 'mean',
    measure: columnOf(isDifference ? (goal?.measure ?? 'rolloutDuration') : of),
    halfWidth: halfWidthOf(precision),
  }
}

function columnOf(measure: ReplicationMeasureName): number {
  return REPLICATION_MEASURES.findIndex(({ name }) => name === measure)
}

function halfWidthOf({ type, value }: Precision): PrecisionTarget['halfWidth'] {
  if (type === 'relative') return { type, value }
  return { type: 'absolute', value: type === 'duration' ? toSeconds(value) : value }
}
