import { type Duration, type SimTime, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import { describeChoices } from '../input-error.ts'
import { A_DURATION, parseDuration } from './duration.ts'
import type { IssueDetails } from './issue-details.ts'
import { MEASURES, type MeasureName, isMeasureName } from './measure.ts'
import {
  type ObjectReference,
  type WorkloadReference,
  parseObjectReference,
  parseWorkloadReference,
} from './object-reference.ts'

/** A claim about a run that either holds or does not. */
export type Expectation =
  | {
      readonly type: 'measure'
      /** The claim as it was written. */
      readonly text: string
      readonly measure: MeasureName
      readonly statistic: Statistic
      /** Absent: the workload of the last rollout asked for. */
      readonly workload?: WorkloadReference
      readonly comparator: Comparator
      readonly bound: Bound
    }
  | {
      readonly type: 'stalled'
      readonly text: string
      /** Whether the run is expected to end stalled. */
      readonly stalled: boolean
    }
  | {
      readonly type: 'event'
      readonly text: string
      /** The reason of the Event objects that are counted. */
      readonly reason: string
      /** Absent: events about any object. */
      readonly object?: ObjectReference
      readonly comparator: Comparator
      readonly count: number
    }

/** What is made of the values of a measure before they are compared. */
export type Statistic =
  /** Every value, at every time (series) or of every pod (pods); the only value (run). */
  | { readonly type: 'every' }
  | { readonly type: 'max' | 'min' | 'mean' | 'final' }
  /** The value of a series at an instant. */
  | { readonly type: 'at'; readonly time: SimTime }
  /** Over pods; in an experiment also over replications. */
  | { readonly type: 'quantile'; readonly probability: number }

/** How a value is compared with its bound. */
export type Comparator = (typeof COMPARATORS)[number]

/** What a value is compared with; a share is one of the desired pods. */
export type Bound =
  | { readonly type: 'count'; readonly value: number }
  | { readonly type: 'share'; readonly value: number }
  | { readonly type: 'duration'; readonly value: Duration }

/** Why a text is no expectation. */
export interface ExpectationProblem {
  readonly type: 'problem'
  readonly expected: string
  readonly got: string
  readonly suggestion?: string | undefined
}

const COMPARATORS = ['<=', '>=', '==', '!=', '<', '>'] as const

/**
 * Reads an expectation:
 *
 *     MEASURE [STATISTIC] [of KIND/NAME] COMPARATOR VALUE     unavailable max of sts/kafka <= 1
 *     [not] stalled
 *     event REASON [of KIND/NAME] [COMPARATOR COUNT]          no event FailedCreate
 *
 * Without a statistic it must hold throughout. A quantile needs many values: of pods in one run, of
 * replications in an experiment (`overReplications`).
 */
export function parseExpectation(
  text: string,
  overReplications: boolean,
): Expectation | ExpectationProblem {
  const words = text.trim().split(/\s+/)
  const joined = words.join(' ')
  if (joined === 'stalled' || joined === 'not stalled') {
    return { type: 'stalled', text, stalled: words.length === 1 }
  }
  if (words[0] === 'event') return parseEvent(text, words.slice(1))
  if (words[0] === 'no' && words[1] === 'event')
    return parseEvent(text, [...words.slice(2), '==', '0'])
  return parseMeasure(text, words, overReplications)
}

/** An expectation about one run in the scenario language. */
export const expectationWord: z.ZodType<Expectation, string> = expectation(false)

/** An expectation over the replications of an experiment. */
export const constraintWord: z.ZodType<Expectation, string> = expectation(true)

function expectation(overReplications: boolean): z.ZodType<Expectation, string> {
  return z
    .string({ error: 'an expectation such as unavailable max <= 1' })
    .meta({
      description:
        'MEASURE [STATISTIC] [of KIND/NAME] COMPARATOR VALUE; stalled; event REASON. ' +
        `Measures: ${Object.keys(MEASURES).join(', ')}.`,
      examples: [
        'rolloutDuration <= 30m',
        'unavailable max <= 1',
        'podStart p99 <= 30s',
        'stalled',
      ],
    })
    .transform((text, context): Expectation => {
      const parsed = parseExpectation(text, overReplications)
      if (parsed.type !== 'problem') return parsed
      const { expected, got, suggestion } = parsed
      const params: IssueDetails = { got, suggestion }
      context.issues.push({ code: 'custom', input: text, message: expected, params })
      return z.NEVER
    })
}

function parseMeasure(
  text: string,
  words: readonly string[],
  overReplications: boolean,
): Expectation | ExpectationProblem {
  const measure = words[0]!
  if (!isMeasureName(measure)) {
    const names = [...Object.keys(MEASURES), 'stalled', 'event']
    return problem(describeChoices(names), measure, nearestWord(measure, names))
  }
  const comparison = words.findIndex(isComparator)
  if (comparison === -1 || comparison !== words.length - 2) {
    return problem(`${measure} with one of ${COMPARATORS.join(' ')} and a value`, text)
  }
  const subject = splitSubject(words.slice(1, comparison))
  const workload = subject.name === undefined ? undefined : parseWorkloadReference(subject.name)
  if (subject.name !== undefined && workload === undefined) {
    return problem('a workload such as statefulset/kafka after of', subject.name)
  }
  const statistic = parseStatistic(measure, subject.words, overReplications)
  if (statistic.type === 'problem') return statistic
  const bound = parseBound(measure, words.at(-1)!)
  if (bound.type === 'problem') return bound
  const comparator = words[comparison] as Comparator
  const about = workload === undefined ? {} : { workload }
  return { type: 'measure', text, measure, statistic, ...about, comparator, bound }
}

function parseEvent(text: string, words: readonly string[]): Expectation | ExpectationProblem {
  const comparison = words.findIndex(isComparator)
  const end = comparison === -1 ? words.length : comparison
  const subject = splitSubject(words.slice(0, end))
  const object = subject.name === undefined ? undefined : parseObjectReference(subject.name)
  const count = comparison === -1 ? 1 : Number(words[comparison + 1])
  const isComplete =
    subject.words.length === 1 &&
    (subject.name === undefined) === (object === undefined) &&
    Number.isInteger(count) &&
    (comparison === -1 || comparison === words.length - 2)
  if (!isComplete) {
    return problem('an event such as event FailedCreate of statefulset/kafka >= 1', text)
  }
  const comparator = comparison === -1 ? '>=' : (words[comparison] as Comparator)
  const about = object === undefined ? {} : { object }
  return { type: 'event', text, reason: subject.words[0]!, ...about, comparator, count }
}

/** The words before `of`, and the name after it. */
function splitSubject(words: readonly string[]): {
  words: readonly string[]
  name: string | undefined
} {
  if (words.at(-2) !== 'of') return { words, name: undefined }
  return { words: words.slice(0, -2), name: words.at(-1)! }
}

function parseStatistic(
  measure: MeasureName,
  words: readonly string[],
  overReplications: boolean,
): Statistic | ExpectationProblem {
  const [word, argument, ...rest] = words
  const { of } = MEASURES[measure]
  const probability = parseQuantile(word ?? '')
  if (word === undefined) return { type: 'every' }
  if (word === 'at' && argument !== undefined && rest.length === 0 && of === 'series') {
    const time = parseDuration(argument)
    if (time === undefined) return problem(`${A_DURATION} after at`, argument)
    return { type: 'at', time: time as number as SimTime }
  }
  if (argument !== undefined) return problem(statisticsOf(of, overReplications), words.join(' '))
  if (probability !== undefined) {
    if (of === 'pods' || overReplications) return { type: 'quantile', probability }
    return problem(
      `one value of ${measure}: a quantile over replications comes with an experiment (kind: Experiment)`,
      word,
    )
  }
  if (word === 'max' || word === 'min' || word === 'mean' || word === 'final') {
    const fits = of === 'series' || (word !== 'final' && (of === 'pods' || overReplications))
    if (fits) return { type: word }
  }
  return problem(statisticsOf(of, overReplications), word, nearestWord(word, STATISTICS))
}

const STATISTICS = ['max', 'min', 'mean', 'final', 'at', 'p50', 'p95', 'p99']

function statisticsOf(of: 'series' | 'run' | 'pods', overReplications: boolean): string {
  const quantiles = of === 'pods' || overReplications ? ', a quantile such as p99' : ''
  if (of === 'series') return `a statistic: max, min, mean, final, at DURATION${quantiles}, or none`
  if (of === 'run' && !overReplications) return 'no statistic: there is one value'
  return `a statistic: max, min, mean${quantiles}, or none`
}

/** `p99` is 0.99 and `p99.9` 0.999. */
function parseQuantile(word: string): number | undefined {
  const match = /^p(\d{1,2}(?:\.\d+)?)$/.exec(word)
  const percent = Number(match?.[1])
  return match === null || percent <= 0 ? undefined : percent / 100
}

function parseBound(measure: MeasureName, word: string): Bound | ExpectationProblem {
  const { of, unit } = MEASURES[measure]
  if (unit === 'duration') {
    const value = parseDuration(word)
    return value === undefined ? problem(A_DURATION, word) : { type: 'duration', value }
  }
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(word)
  if (match !== null && match[2] === '') return { type: 'count', value: Number(match[1]) }
  if (match !== null && of === 'series') return { type: 'share', value: Number(match[1]) / 100 }
  return problem(of === 'series' ? 'a number, or a share such as 95%' : 'a number', word)
}

function isComparator(word: string): word is Comparator {
  return (COMPARATORS as readonly string[]).includes(word)
}

function problem(expected: string, got: string, suggestion?: string): ExpectationProblem {
  return { type: 'problem', expected, got: JSON.stringify(got), suggestion }
}
