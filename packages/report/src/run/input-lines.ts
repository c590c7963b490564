import { formatNumber } from '../text/format-number.ts'
import { wrapList } from '../text/labelled-lines.ts'
import type { InputCertainty } from './input-certainty.ts'

/** How many latencies are known in which way, and which of those that decide are only assumed. */
export function inputLines({ counts, decisive }: InputCertainty, width: number): readonly string[] {
  const total = counts.given + counts.observed + counts.published + counts.assumed
  const known =
    `${formatNumber(total)} latencies: ${counts.given} given, ${counts.observed} observed, ` +
    `${counts.published} published, ${counts.assumed} assumed`
  const [first, ...others] = decisive
  if (first === undefined) return [known]
  const assumed = `most of the answer hangs on what is assumed: ${first}`
  return [known, ...wrapList([assumed, ...others], width)]
}
