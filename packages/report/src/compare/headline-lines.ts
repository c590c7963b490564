import type { Answer, ComparisonAnalysis, Recommendation } from '@seatrial/scenarios'
import { formatNumber } from '../text/format-number.ts'
import { durationRange } from './duration-range.ts'
import { formatAmount } from './measure-text.ts'
import { objectiveText } from './objective-text.ts'
import type { VariantNames } from './variant-names.ts'

/** The answer, and what can be promised of it. */
export function headlineLines(
  analysis: ComparisonAnalysis,
  names: VariantNames,
  isAssumed: boolean,
): readonly string[] {
  const { recommendation } = analysis
  if (recommendation === undefined) return [comparisonHeadline(analysis, names, isAssumed)]
  const { answer } = recommendation
  switch (answer.type) {
    case 'selected':
      return [
        `take ${names.of[answer.variant]}: it ${rollsOut(analysis, answer.variant, isAssumed)}`,
        promise(recommendation, answer, names),
      ]
    case 'none feasible':
      return infeasibleLines(recommendation)
    case 'undecided':
      return undecidedLines(recommendation, answer, names)
  }
}

/** Without a goal: the fastest of those that always come to their end. */
function comparisonHeadline(
  { variants, measures }: ComparisonAnalysis,
  names: VariantNames,
  isAssumed: boolean,
): string {
  const column = measures.findIndex(({ name }) => name === 'rolloutDuration')
  const known = variants.flatMap(({ number, summaries }) => {
    const summary = summaries[column]
    return summary?.mean.type === 'mean' ? [{ number, summary, mean: summary.mean.mean }] : []
  })
  const [fastest] = known.toSorted((one, other) => one.mean - other.mean)
  if (fastest === undefined) return 'no rollout came to its end in every replication'
  const duration = durationRange(fastest.summary, isAssumed)
  if (variants.length === 1) return `it rolls out in ${duration}`
  return `${names.of[fastest.number]} rolls out fastest, in ${duration}`
}

function rollsOut(
  { variants, measures }: ComparisonAnalysis,
  variant: number,
  isAssumed: boolean,
): string {
  const column = measures.findIndex(({ name }) => name === 'rolloutDuration')
  const summary = variants[variant]!.summaries[column]
  return summary === undefined ? 'is the best' : `rolls out in ${durationRange(summary, isAssumed)}`
}

function infeasibleLines({ constraints, standings }: Recommendation): readonly string[] {
  const stallingCount = standings.filter(({ type }) => type === 'unfinished').length
  const rules = [...constraints, ...(stallingCount === 0 ? [] : ['coming to its end in every run'])]
  return [`none is feasible: no variant keeps to ${rules.join(' and ')}`]
}

/** The guarantee in words. */
function promise(
  recommendation: Recommendation,
  { guarantee }: Extract<Answer, { readonly type: 'selected' }>,
  names: VariantNames,
): string {
  const { objective, level, replications, constraints } = recommendation
  const target = objectiveText(objective)
  const among =
    constraints.length === 0 ? '' : ` of those that keep to ${constraints.join(' and ')}`
  switch (guarantee.type) {
    case 'best mean': {
      const within = formatAmount(objective.measure, objective.indifference!)
      return (
        `${target}${among}, or within ${within} of it, with ≥ ${level * 100} % confidence, ` +
        `normal means assumed; ${formatNumber(replications)} replications were enough`
      )
    }
    case 'no other':
      return `the only one${among}`
    case 'none': {
      const alike = guarantee.alike.map((variant) => names.of[variant])
      const apart = alike.length === 0 ? '' : `; not distinguishable from ${alike.join(', ')}`
      return `${target} in these replications${among}, without a guarantee${apart}`
    }
  }
}

function undecidedLines(
  { constraints, objective, standings }: Recommendation,
  { left, question, replicationsNeeded }: Extract<Answer, { readonly type: 'undecided' }>,
  names: VariantNames,
): readonly string[] {
  const needed =
    replicationsNeeded === undefined
      ? 'more replications are needed'
      : `about ${formatNumber(replicationsNeeded)} replications would tell`
  if (question === 'selection') {
    const candidates = left.map((variant) => names.of[variant]).join(', ')
    return [
      `undecided which has ${objectiveText(objective)}; ${needed}`,
      `in question: ${candidates}`,
    ]
  }
  const best = left[0]!
  const standing = standings[best]!
  const unclear = standing.type === 'unclear' ? constraints[standing.constraint] : constraints[0]
  return [
    `undecided whether ${names.of[best]} keeps to ${unclear}; ${needed}`,
    `it has ${objectiveText(objective)} of those that may keep to all constraints`,
  ]
}
