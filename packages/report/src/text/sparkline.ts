/** The letters that a sparkline is made of. */
export type Glyphs = 'blocks' | 'ascii'

/** From the lowest to the highest; the first is for nothing at all. */
const LETTERS: Readonly<Record<Glyphs, string>> = { blocks: ' ▁▂▃▄▅▆▇█', ascii: ' .:-=+*#' }

/** The least and the greatest value that a sparkline shows. */
export interface ValueRange {
  readonly lowest: number
  readonly highest: number
}

/**
 * Values of 0 or more as a line of letters of rising height: a blank for 0 and for undefined, the
 * full height for the highest, a small one for the lowest that is not 0. The range is stretched over
 * all heights, so that a dip from 60 to 59 is seen; say the range beside the line.
 */
export function sparkline(
  values: readonly (number | undefined)[],
  range: ValueRange,
  glyphs: Glyphs,
): string {
  const letters = LETTERS[glyphs]
  return values.map((value) => letters[level(value ?? 0, range, letters.length - 1)]).join('')
}

function level(value: number, { lowest, highest }: ValueRange, levelMax: number): number {
  if (value <= 0) return 0
  if (value >= highest) return levelMax
  const fraction = (value - lowest) / (highest - lowest)
  return 1 + Math.floor(fraction * (levelMax - 1))
}
