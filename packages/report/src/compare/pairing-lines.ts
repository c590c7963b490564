import type { ComparisonAnalysis, PairedDifference } from '@seatrial/scenarios'
import { formatNumber } from '../text/format-number.ts'
import { wrapList } from '../text/labelled-lines.ts'
import { formatDigits } from './measure-text.ts'
import type { VariantNames } from './variant-names.ts'

const LINES_MAX = 2

/** How rollout times go together in pairs: what common random numbers are worth, as it is. */
export function pairingLines(
  { variants, measures }: ComparisonAnalysis,
  names: VariantNames,
  width: number,
): readonly string[] {
  const column = measures.findIndex(({ name }) => name === 'rolloutDuration')
  const words = variants.flatMap(({ number, comparison }) => {
    const difference = comparison?.differences[column]?.difference
    const text = difference === undefined ? undefined : pairingText(difference)
    return text === undefined ? [] : [`${names.of[number]} ${text}`]
  })
  return wrapList(words, width).slice(0, LINES_MAX)
}

function pairingText(difference: PairedDifference): string | undefined {
  if (difference.type !== 'difference') return undefined
  const { correlation, varianceReduction } = difference
  if (varianceReduction === undefined) return 'is constant, as its baseline is'
  const reduction = `variance ÷ ${formatDigits(varianceReduction)}`
  return correlation === undefined
    ? `beside a constant (${reduction})`
    : `correlates ${formatNumber(correlation, 2)} (${reduction})`
}
