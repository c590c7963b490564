import type { Expectation } from '../../format/expectations/expectation.ts'
import { MEASURES, type MeasureName } from '../../format/expectations/measure.ts'
import type { Statistic } from '../../format/expectations/statistic.ts'
import { refersTo } from '../../format/language/object-reference.ts'
import type { RunOutcome } from '../../run/run-result.ts'
import type { Rollout } from '../rollouts/rollout.ts'
import type { ReadonlyTally } from '../rollouts/tally.ts'
import { workloadLabel } from '../workloads/workload-name.ts'
import { type SeenValue, type Verdict, holds } from './verdict.ts'

/** A measure that has one value a rollout, or one a pod of it. */
export type RolloutMeasureName = {
  [Name in MeasureName]: (typeof MEASURES)[Name]['of'] extends 'series' ? never : Name
}[MeasureName]

/** An expectation about a measure of a rollout. */
export type RolloutExpectation = Extract<Expectation, { readonly type: 'measure' }> & {
  readonly measure: RolloutMeasureName
}

/** Judges by the last rollout asked for: of the workload that is named, else of all. */
export function judgeRollout(
  expectation: RolloutExpectation,
  rollouts: readonly Rollout[],
  outcome: RunOutcome,
): Verdict {
  const { text, workload: named, measure, comparator, bound } = expectation
  const rollout = rollouts.findLast(
    ({ workload }) => named === undefined || refersTo(named, workload),
  )
  if (rollout === undefined) return { text, result: 'undecided', note: 'there was no rollout' }
  const about = { text, workload: workloadLabel(rollout.workload) }
  if (measure === 'rolloutDuration' && rollout.end.type !== 'done') {
    return { ...about, ...judgeUnfinished(expectation, rollout, outcome) }
  }
  const value = valueOf(expectation, rollout)
  if (value === undefined) return { ...about, result: 'undecided', note: 'there was none' }
  const result = holds(value, comparator, bound.value) ? 'met' : 'failed'
  return { ...about, result, seen: { unit: MEASURES[measure].unit, value } }
}

/**
 * A rollout that did not get done takes longer than it took so far, and forever if nothing is left that
 * could bring it forward. That may decide the claim.
 */
function judgeUnfinished(
  { comparator, bound }: RolloutExpectation,
  { start, end }: Rollout,
  outcome: RunOutcome,
): Omit<Verdict, 'text'> {
  const value = end.time - start
  const seen: SeenValue = { unit: 'duration', value }
  const note = `not done: ${end.type}`
  if (value < bound.value && outcome !== 'stalled') return { result: 'undecided', seen, note }
  const isMet = comparator === '>=' || comparator === '>' || comparator === '!='
  return { result: isMet ? 'met' : 'failed', seen, note }
}

/** Undefined where there is no such value: without a quorum, or without a pod. */
function valueOf(expectation: RolloutExpectation, { measures }: Rollout): number | undefined {
  const { measure, statistic, comparator, bound } = expectation
  switch (measure) {
    case 'podStart':
    case 'podTermination':
    case 'podOutage': {
      const tally = measures[measure]
      if (statistic.type !== 'every') return statisticOf(tally, statistic)
      return decisiveOf(tally, (value) => holds(value, comparator, bound.value))
    }
    case 'readyPodSecondsLost':
      return measures.readyPodTimeLost / MICROSECONDS_PER_SECOND
    default:
      return measures[measure]
  }
}

const MICROSECONDS_PER_SECOND = 1_000_000

/** A value for which the claim does not hold, else the longest. */
function decisiveOf(
  tally: ReadonlyTally,
  holdsFor: (value: number) => boolean,
): number | undefined {
  return tally.sorted.findLast((value) => !holdsFor(value)) ?? tally.max
}

function statisticOf(tally: ReadonlyTally, statistic: Statistic): number | undefined {
  switch (statistic.type) {
    case 'max':
    case 'min':
    case 'mean':
      return tally[statistic.type]
    case 'quantile':
      return tally.quantile(statistic.probability)
    case 'every':
    case 'final':
    case 'at':
      return undefined
  }
}
