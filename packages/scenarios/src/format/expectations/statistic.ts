import { type SimTime, nearestWord } from '@seatrial/core'
import { A_DURATION, parseDuration } from '../language/duration.ts'
import { type ExpectationProblem, expectationProblem } from './expectation-problem.ts'
import { MEASURES, type MeasureName } from './measure.ts'

/** What is made of the values of a measure before they are compared. */
export type Statistic =
  /** Every value, at every time (series) or of every pod (pods); the only value (run). */
  | { readonly type: 'every' }
  | { readonly type: 'max' | 'min' | 'mean' | 'final' }
  /** The value of a series at an instant. */
  | { readonly type: 'at'; readonly time: SimTime }
  /** Over the pods of a run, or, of what a run has one value of, over replications. */
  | { readonly type: 'quantile'; readonly probability: number }

/**
 * Reads the words of a statistic: none, `max`, `min`, `mean`, `final`, `at 5m` or `p99`.
 * A quantile needs many values: of pods in one run, or of one run after the other.
 */
export function parseStatistic(
  measure: MeasureName,
  words: readonly string[],
): Statistic | ExpectationProblem {
  const [word, argument] = words
  if (word === undefined) return { type: 'every' }
  const { of } = MEASURES[measure]
  if (word === 'at' && words.length === 2 && of === 'series') return parseInstant(argument!)
  const known = namedStatistics(of)
  const named = words.length === 1 ? known.find((name) => name === word) : undefined
  if (named !== undefined) return { type: named }
  const probability = words.length === 1 ? parseQuantile(word) : undefined
  if (probability === undefined) {
    const expected = describeStatistics(known, of)
    return expectationProblem(expected, words.join(' '), nearestWord(word, known))
  }
  if (of !== 'series') return { type: 'quantile', probability }
  return expectationProblem(describeStatistics(known, of), word)
}

type NamedStatistic = 'max' | 'min' | 'mean' | 'final'

function namedStatistics(of: 'series' | 'run' | 'pods'): readonly NamedStatistic[] {
  return of === 'series' ? ['max', 'min', 'mean', 'final'] : ['max', 'min', 'mean']
}

function describeStatistics(
  known: readonly NamedStatistic[],
  of: 'series' | 'run' | 'pods',
): string {
  const more = of === 'series' ? 'at DURATION' : 'a quantile such as p99'
  return `a statistic (${[...known, more].join(', ')}) or none`
}

function parseInstant(text: string): Statistic | ExpectationProblem {
  const time = parseDuration(text)
  if (time === undefined) return expectationProblem(`${A_DURATION} after at`, text)
  return { type: 'at', time: time as number as SimTime }
}

/** `p99` is 0.99 and `p99.9` 0.999. */
function parseQuantile(word: string): number | undefined {
  const match = /^p(\d{1,2}(?:\.\d+)?)$/.exec(word)
  const percent = Number(match?.[1])
  return match === null || percent === 0 ? undefined : percent / 100
}
