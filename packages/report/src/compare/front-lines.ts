import type { ComparisonAnalysis, Domination } from '@seatrial/scenarios'
import { formatNumber } from '../text/format-number.ts'
import { wrapList } from '../text/labelled-lines.ts'
import { MEASURE_WORDS } from './objective-text.ts'
import type { VariantNames } from './variant-names.ts'

const DOMINATED_SHOWN = 2
const MEMBER_LINES_MAX = 2

/** Which variants no other one is better than in every respect, and why others are not among them. */
export function frontLines(
  { front, variants }: ComparisonAnalysis,
  names: VariantNames,
  width: number,
): readonly string[] {
  if (variants.length < 2) return []
  const respects = front.objectives.map(({ measure }) => MEASURE_WORDS[measure.name])
  if (front.dominated.length === 0) {
    const [first = '', ...others] = respects
    return wrapList(
      [`none is better than another in one and no worse in any: ${first}`, ...others],
      width,
    )
  }
  const members = wrapList(
    front.members.map((member) => names.of[member]!),
    width,
  )
  const shown = front.dominated.slice(0, DOMINATED_SHOWN)
  const more = front.dominated.length - shown.length
  return [
    ...members.slice(0, MEMBER_LINES_MAX),
    ...shown.map((domination) => dominationText(domination, names)),
    ...(more === 0 ? [] : [`and ${formatNumber(more)} more that are dominated`]),
    `judged by ${respects.join(', ')}`,
  ]
}

function dominationText({ variant, by, betterIn }: Domination, names: VariantNames): string {
  const respects = betterIn.map(({ name }) => MEASURE_WORDS[name]).join(', ')
  return `not ${names.of[variant]}: ${names.of[by]} is no worse, and better in ${respects}`
}
