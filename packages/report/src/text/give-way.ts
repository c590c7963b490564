import type { LabelledLines } from './labelled-lines.ts'

const NOTICE_LINES = 1

/**
 * The blocks for which there is room. Those that give way do so one after the other, until the others
 * and a line that names them fit.
 */
export function giveWay(
  blocks: readonly LabelledLines[],
  order: readonly string[],
  room: number,
): readonly LabelledLines[] {
  if (lineCount(blocks) <= room) return blocks
  let left = blocks
  const gone = order.filter((wanted) => {
    if (lineCount(left) + NOTICE_LINES <= room) return false
    const others = left.filter(({ label }) => label !== wanted)
    const isThere = lineCount(others) < lineCount(left)
    left = others
    return isThere
  })
  return [...left, { label: 'No room for', lines: [`${gone.join(', ')}; --json has it all`] }]
}

/** How many lines blocks take. */
export function lineCount(blocks: readonly LabelledLines[]): number {
  return blocks.reduce((sum, { lines }) => sum + lines.length, 0)
}
