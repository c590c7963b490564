import { giveWay, lineCount } from '../text/give-way.ts'
import type { LabelledLines } from '../text/labelled-lines.ts'

/** Lines for verdicts, if there are so many: the most that they want, and the least that they take. */
export const VERDICT_LINES_MAX = 8
export const VERDICT_LINES_MIN = 3

/** What gives way first, to all the verdicts that there are. */
export const IN_PAIRS = 'In pairs'
export const WHAT_MOVES_IT = 'What moves it'
export const PARETO_FRONT = 'Pareto front'

/** What gives way next, in this order, but for a few verdicts only. */
const GIVING_WAY: readonly string[] = [WHAT_MOVES_IT, PARETO_FRONT]

/** The blocks for which there is room beside so many lines of verdicts; those without are named. */
export function fitBlocks(
  blocks: readonly LabelledLines[],
  verdictLineCount: number,
  room: number,
): readonly LabelledLines[] {
  if (lineCount(blocks) + Math.min(verdictLineCount, VERDICT_LINES_MAX) <= room) return blocks
  const taken = Math.min(verdictLineCount, VERDICT_LINES_MIN)
  const left = blocks.filter(({ label }) => label !== IN_PAIRS)
  return giveWay(left, GIVING_WAY, room - taken)
}
