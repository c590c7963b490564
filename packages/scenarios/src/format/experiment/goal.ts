import { type Duration, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import {
  REPLICATION_MEASURES,
  type ReplicationMeasureName,
} from '../../experiments/replication-measure.ts'
import { describeChoices } from '../../input-error.ts'
import { expectationWord } from '../expectations/expectation.ts'
import { parseStatistic } from '../expectations/statistic.ts'
import { crossCheck } from '../language/cross-check.ts'
import { parseDuration } from '../language/duration.ts'
import { anyNumber } from '../language/selection.ts'
import { word } from '../language/word.ts'

/** What of a measure makes a variant good: its mean over replications, or a quantile. */
export interface GoalTarget {
  readonly measure: ReplicationMeasureName
  readonly statistic:
    { readonly type: 'mean' } | { readonly type: 'quantile'; readonly probability: number }
}

const MEASURE_NAMES: readonly ReplicationMeasureName[] = REPLICATION_MEASURES.map(
  ({ name }) => name,
)

const targetWord = word({
  expected: `${describeChoices(MEASURE_NAMES)}, and a quantile such as p99 if it is not the mean`,
  description: 'A measure, whose mean is meant; with a quantile such as `p99` that quantile.',
  examples: ['rolloutDuration', 'rolloutDuration p99'],
  parse: parseTarget,
  suggest: (text) => nearestWord(text.split(' ')[0]!, MEASURE_NAMES),
})

/** A difference that does not matter: a time, or a number of pods or pod-seconds. */
export type Indifference =
  | { readonly type: 'duration'; readonly value: Duration }
  | { readonly type: 'number'; readonly value: number }

const indifferenceSchema = z
  .union([
    z
      .number()
      .positive()
      .transform((value): Indifference => ({ type: 'number', value })),
    word({
      expected: 'a duration such as 5s, or a number',
      description: 'A duration.',
      examples: ['5s'],
      parse: parseIndifference,
    }),
  ])
  .describe('Differences below it do not matter; default: 1 % of what the baseline has.')

/** The `goal` of an Experiment. */
export const goalSchema = z
  .strictObject({
    minimise: targetWord.exactOptional().describe('What should be small; left out: maximise.'),
    maximise: targetWord.exactOptional().describe('What should be large; left out: minimise.'),
    subjectTo: anyNumber(expectationWord).prefault([]).describe('What a variant must keep to.'),
    indifference: indifferenceSchema.exactOptional(),
  })
  .check(
    crossCheck((given: { minimise?: unknown; maximise?: unknown }) => {
      const isOne = (given.minimise === undefined) !== (given.maximise === undefined)
      return isOne ? undefined : { expected: 'either minimise or maximise' }
    }),
    crossCheck(({ minimise, maximise, indifference }: GivenGoal) => {
      // A target or an indifference that could not be read is still what was given.
      const measure = (minimise ?? maximise)?.measure
      if (measure === undefined || indifference?.type === undefined) return undefined
      const isTime = unitOf(measure) === 'duration'
      if (isTime === (indifference.type === 'duration')) return undefined
      return {
        expected: `${isTime ? 'a duration such as 5s' : 'a number'} for ${measure}`,
        field: 'indifference',
      }
    }),
  )
  .transform(({ minimise, maximise, ...others }) => ({
    direction: minimise === undefined ? ('maximise' as const) : ('minimise' as const),
    ...(minimise ?? maximise)!,
    ...others,
  }))
  .describe('What makes a variant the best one; default: all are only compared.')

interface GivenGoal {
  readonly minimise?: GoalTarget
  readonly maximise?: GoalTarget
  readonly indifference?: Indifference
}

function unitOf(name: ReplicationMeasureName): string | undefined {
  return REPLICATION_MEASURES.find((measure) => measure.name === name)?.unit
}

/** The target that `rolloutDuration` or `rolloutDuration p99` means, or `undefined`. */
function parseTarget(text: string): GoalTarget | undefined {
  const [name, ...words] = text.trim().split(/\s+/)
  const measure = MEASURE_NAMES.find((each) => each === name)
  if (measure === undefined) return undefined
  const statistic = parseStatistic('rolloutDuration', words)
  switch (statistic.type) {
    case 'every':
    case 'mean':
      return { measure, statistic: { type: 'mean' } }
    case 'quantile':
      return { measure, statistic }
    default:
      return undefined
  }
}

function parseIndifference(text: string): Indifference | undefined {
  const value = parseDuration(text)
  return value === undefined || value === 0 ? undefined : { type: 'duration', value }
}
