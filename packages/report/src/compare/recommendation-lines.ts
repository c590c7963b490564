import type { Answer, ComparisonAnalysis, Recommendation, RunnerUp } from '@seatrial/scenarios'
import { formatInterval, formatMeasure } from './measure-text.ts'
import { MEASURE_WORDS } from './objective-text.ts'
import type { VariantNames } from './variant-names.ts'

const KEPT_OUT_SHOWN = 2

/** The runner-up, and what would change the answer. */
export function recommendationLines(
  { recommendation }: ComparisonAnalysis,
  names: VariantNames,
): readonly string[] {
  const answer = recommendation?.answer
  if (recommendation === undefined || answer?.type !== 'selected') return []
  return [
    ...(answer.runnerUp === undefined ? [] : runnerUpLines(answer.runnerUp, recommendation, names)),
    ...keptOutLines(recommendation, answer, names),
  ]
}

function runnerUpLines(
  { variant, difference }: RunnerUp,
  { objective }: Recommendation,
  names: VariantNames,
): readonly string[] {
  const name = names.of[variant]
  const { measure } = objective
  if (difference.type !== 'difference')
    return [`${name}, which has the same in every replication: either will do`]
  const value = 'mean' in difference ? difference.mean : difference.value
  const { low, high } = difference.interval
  if (value === 0 && low === 0 && high === 0) return [`${name}, which is as good: either will do`]
  const isMore = value > 0
  const [from, to] = isMore ? [low, high] : [-high, -low]
  const amount = formatMeasure(measure, Math.abs(value))
  const interval = formatInterval(measure, { low: from, high: to })
  return [
    `${name}, with ${amount} ${isMore ? 'more' : 'less'} ${MEASURE_WORDS[measure.name]} ` +
      `(95 % CI ${interval})`,
    'the answer changes when that is made up for',
  ]
}

function keptOutLines(
  { constraints, standings }: Recommendation,
  { keptOut }: Extract<Answer, { readonly type: 'selected' }>,
  names: VariantNames,
): readonly string[] {
  return keptOut.slice(0, KEPT_OUT_SHOWN).map((variant) => {
    const standing = standings[variant]!
    const constraint = standing.type === 'infeasible' ? constraints[standing.constraint] : ''
    return `or without ${constraint}: then ${names.of[variant]} would be better`
  })
}
