import { type Duration, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import { describeChoices } from '../../input-error.ts'
import { A_DURATION, parseDuration } from '../language/duration.ts'
import type { IssueDetails } from '../language/issue-details.ts'
import {
  type ObjectReference,
  type WorkloadReference,
  parseObjectReference,
  parseWorkloadReference,
} from '../language/object-reference.ts'
import { type ExpectationProblem, expectationProblem } from './expectation-problem.ts'
import { MEASURES, type MeasureName, isMeasureName } from './measure.ts'
import { type Statistic, parseStatistic } from './statistic.ts'

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
      readonly type: 'stalls'
      readonly text: string
      readonly comparator: Comparator
      /** The share of runs, of all that could be, that end stalled or out of time. */
      readonly share: number
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

/** How a value is compared with its bound. */
export type Comparator = (typeof COMPARATORS)[number]

/** What a value is compared with; a share is one of the desired pods. */
export type Bound =
  | { readonly type: 'count'; readonly value: number }
  | { readonly type: 'share'; readonly value: number }
  | { readonly type: 'duration'; readonly value: Duration }

const COMPARATORS = ['<=', '>=', '==', '!=', '<', '>'] as const

/**
 * Reads an expectation:
 *
 *     MEASURE [STATISTIC] [of KIND/NAME] COMPARATOR VALUE     unavailable max of sts/kafka <= 1
 *     [not] stalled
 *     stalled COMPARATOR SHARE                                stalled <= 1%
 *     event REASON [of KIND/NAME] [COMPARATOR COUNT]          no event FailedCreate
 *
 * Without a statistic it must hold throughout. The statistic of a measure that has one value a run is
 * judged over replications.
 */
export function parseExpectation(text: string): Expectation | ExpectationProblem {
  const words = text.trim().split(/\s+/)
  const joined = words.join(' ')
  if (joined === 'stalled' || joined === 'not stalled') {
    return { type: 'stalled', text, stalled: words.length === 1 }
  }
  if (words[0] === 'stalled') return parseStalls(text, words.slice(1))
  if (words[0] === 'event') return parseEvent(text, words.slice(1))
  if (words[0] === 'no' && words[1] === 'event')
    return parseEvent(text, [...words.slice(2), '==', '0'])
  return parseMeasure(text, words)
}

/** An expectation in the scenario language. */
export const expectationWord: z.ZodType<Expectation, string> = z
  .string({ error: 'an expectation such as unavailable max <= 1' })
  .meta({
    description:
      'MEASURE [STATISTIC] [of KIND/NAME] COMPARATOR VALUE; stalled [COMPARATOR SHARE]; event REASON. ' +
      `Measures: ${Object.keys(MEASURES).join(', ')}.`,
    examples: [
      'rolloutDuration <= 30m',
      'rolloutDuration p95 <= 40m',
      'unavailable max <= 1',
      'podStart p99 <= 30s',
      'not stalled',
      'stalled <= 1%',
    ],
  })
  .transform((text, context): Expectation => {
    const parsed = parseExpectation(text)
    if (parsed.type !== 'problem') return parsed
    const { expected, got, suggestion } = parsed
    const params: IssueDetails = { got, suggestion }
    context.issues.push({ code: 'custom', input: text, message: expected, params })
    return z.NEVER
  })

function parseMeasure(text: string, words: readonly string[]): Expectation | ExpectationProblem {
  const measure = words[0]!
  if (!isMeasureName(measure)) {
    const names = [...Object.keys(MEASURES), 'stalled', 'event']
    return expectationProblem(describeChoices(names), measure, nearestWord(measure, names))
  }
  const comparison = words.findIndex(isComparator)
  if (comparison === -1 || comparison !== words.length - 2) {
    return expectationProblem(`${measure} with one of ${COMPARATORS.join(' ')} and a value`, text)
  }
  const subject = splitSubject(words.slice(1, comparison))
  const workload = subject.name === undefined ? undefined : parseWorkloadReference(subject.name)
  if (subject.name !== undefined && workload === undefined) {
    return expectationProblem('a workload such as statefulset/kafka after of', subject.name)
  }
  const statistic = parseStatistic(measure, subject.words)
  if (statistic.type === 'problem') return statistic
  const bound = parseBound(measure, words.at(-1)!)
  if (bound.type === 'problem') return bound
  const comparator = words[comparison] as Comparator
  const about = workload === undefined ? {} : { workload }
  return { type: 'measure', text, measure, statistic, ...about, comparator, bound }
}

function parseStalls(text: string, words: readonly string[]): Expectation | ExpectationProblem {
  const [comparator = '', share = ''] = words
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(share)
  if (words.length === 2 && isComparator(comparator) && percent !== null) {
    return { type: 'stalls', text, comparator, share: Number(percent[1]) / 100 }
  }
  return expectationProblem('stalled, or a share of the runs such as stalled <= 1%', text)
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
    return expectationProblem('an event such as event FailedCreate of statefulset/kafka >= 1', text)
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

function parseBound(measure: MeasureName, word: string): Bound | ExpectationProblem {
  const { of, unit } = MEASURES[measure]
  if (unit === 'duration') {
    const value = parseDuration(word)
    return value === undefined ? expectationProblem(A_DURATION, word) : { type: 'duration', value }
  }
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(word)
  if (match !== null && match[2] === '') return { type: 'count', value: Number(match[1]) }
  if (match !== null && of === 'series') return { type: 'share', value: Number(match[1]) / 100 }
  return expectationProblem(of === 'series' ? 'a number, or a share such as 95%' : 'a number', word)
}

function isComparator(word: string): word is Comparator {
  return (COMPARATORS as readonly string[]).includes(word)
}
