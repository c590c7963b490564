import type { ComparisonAnalysis, JudgedExpectation } from '@seatrial/scenarios'
import { formatNumber } from '../text/format-number.ts'
import type { Line } from '../text/labelled-lines.ts'
import type { VariantNames } from './variant-names.ts'

const UNMET_SHOWN = 3

/** What became of what scenarios expect: that all was met, or each that was not. */
export function expectationLines(
  { variants }: ComparisonAnalysis,
  names: VariantNames,
): readonly Line[] {
  const judged = variants.flatMap(({ number, expectations }) =>
    expectations.map((expectation) => ({ name: names.of[number]!, expectation })),
  )
  if (judged.length === 0) return []
  const unmet = judged.filter(({ expectation }) => expectation.judgement.verdict !== 'met')
  if (unmet.length === 0) {
    return [{ text: `all ${formatNumber(judged.length)} met, in every variant`, tone: 'good' }]
  }
  const shown = unmet.slice(0, UNMET_SHOWN)
  const more = unmet.length - shown.length
  return [
    ...shown.map(({ name, expectation }) => ({
      text: `${describe(expectation)}: ${name}`,
      tone: 'bad' as const,
    })),
    ...(more === 0 ? [] : [`and ${formatNumber(more)} more that were not met`]),
  ]
}

function describe({ text, claim, judgement }: JudgedExpectation): string {
  const { verdict, evidence } = judgement
  if (claim.type === 'every') {
    const broken = Math.round(evidence.count * (1 - evidence.value))
    return `${text} ${verdict} in ${formatNumber(broken)} of ${formatNumber(evidence.count)} runs`
  }
  const needed = judgement.verdict === 'undecided' ? judgement.replicationsNeeded : undefined
  return needed === undefined
    ? `${text} ${verdict}`
    : `${text} ${verdict}; about ${formatNumber(needed)} replications would tell`
}
