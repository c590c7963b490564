import { type SimTime, between } from '@seatrial/core'
import { formatDuration } from './format-duration.ts'
import { formatNumber } from './format-number.ts'
import { type Representative, type StepPoint, sampleSteps } from './sample-steps.ts'
import { type Glyphs, type ValueRange, sparkline } from './sparkline.ts'

/** One line of a picture: a value of 0 or more that changes in steps. */
export interface PictureSeries {
  readonly name: string
  /** In the order of time. */
  readonly points: readonly StepPoint[]
  /** Which value a column shows, best the worst one. */
  readonly representative: Representative
}

/** How a picture is drawn. */
export interface PictureOptions {
  readonly from: SimTime
  readonly to: SimTime
  /** Letters a line at most, as far as names and ranges leave room; 100 unless told. */
  readonly width?: number
  /** `ascii` for terminals that show nothing else; `blocks` unless told. */
  readonly glyphs?: Glyphs
}

/** Columns of a sparkline, however long names and ranges are. */
const COLUMNS_MIN = 10
const GAP = '  '

/**
 * A few series over one stretch of time as a small picture in text: a sparkline each, between its
 * name and its range, and the time since `from` below. Each line has a line end.
 *
 *     ready    ██▁██▁██▁██▁██  59 to 60
 *     updated     ▁▁▁▃▃▃▅▅▅██  0 to 60
 *              0s     12m 34s
 */
export function drawTimePicture(
  series: readonly PictureSeries[],
  { from, to, width = 100, glyphs = 'blocks' }: PictureOptions,
): string {
  const nameWidth = widest(series.map(({ name }) => name))
  const ranges = series.map(({ points }) => rangeIn(points, from, to))
  const rangeWidth = widest(ranges.map(rangeText))
  const columns = Math.max(COLUMNS_MIN, width - nameWidth - rangeWidth - 2 * GAP.length)
  const lines = series.map(({ name, points, representative }, index) => {
    const range = ranges[index]!
    const samples = sampleSteps(points, { from, to, columns }, representative)
    return [name.padEnd(nameWidth), sparkline(samples, range, glyphs), rangeText(range)].join(GAP)
  })
  const axis = [''.padEnd(nameWidth), timeAxis(from, to, columns)].join(GAP)
  return `${[...lines, axis].join('\n')}\n`
}

function rangeIn(points: readonly StepPoint[], from: SimTime, to: SimTime): ValueRange {
  const whole = { from, to, columns: 1 }
  const [lowest = 0] = sampleSteps(points, whole, 'lowest')
  const [highest = 0] = sampleSteps(points, whole, 'highest')
  return { lowest, highest }
}

function rangeText({ lowest, highest }: ValueRange): string {
  const least = formatNumber(lowest)
  return lowest === highest ? least : `${least} to ${formatNumber(highest)}`
}

/** How long the picture lasts, below its two ends. */
function timeAxis(from: SimTime, to: SimTime, columns: number): string {
  const start = '0s'
  return start + formatDuration(between(from, to)).padStart(columns - start.length)
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length))
}
