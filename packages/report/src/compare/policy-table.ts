import type {
  ComparisonAnalysis,
  MeasureSummary,
  ReplicationMeasureName,
  VariantAnalysis,
} from '@seatrial/scenarios'
import { shorten } from '../text/labelled-lines.ts'
import { formatMean, formatMeasure } from './measure-text.ts'
import type { VariantNames } from './variant-names.ts'

/** A column of the table: its heading in two lines. */
interface PolicyColumn {
  readonly measure: ReplicationMeasureName
  readonly heading: readonly [string, string]
  /** What it is called where it is the same for all. */
  readonly name: string
}

/** From the most to the least important: those at the end give way where there is no room. */
const COLUMNS: readonly PolicyColumn[] = [
  { measure: 'rolloutDuration', heading: ['rollout', 'time'], name: 'rollout time' },
  {
    measure: 'readyPodSecondsLost',
    heading: ['pod-minutes', 'lost'],
    name: 'ready pod-minutes lost',
  },
  { measure: 'minimumReady', heading: ['least', 'ready'], name: 'least ready' },
  { measure: 'timeBelowQuorum', heading: ['quorum', 'lost for'], name: 'quorum lost for' },
  { measure: 'peakSurge', heading: ['peak', 'surge'], name: 'peak surge' },
  { measure: 'blastRadius', heading: ['blast', 'radius'], name: 'blast radius' },
  { measure: 'longestPodOutage', heading: ['longest', 'outage'], name: 'longest outage' },
]

const NAME_WIDTH_MAX = 30
const GAP = '  '

/** The table of policies and what is left out of it because it is the same for all. */
export interface PolicyTable {
  readonly lines: readonly string[]
  /** `peak surge 0`. */
  readonly alike: readonly string[]
}

/** Policies below each other, each mean with half the width of its 95 % interval. */
export function policyTable(
  analysis: ComparisonAnalysis,
  names: VariantNames,
  { rows, width }: { readonly rows: readonly VariantAnalysis[]; readonly width: number },
): PolicyTable {
  const known = COLUMNS.filter(({ measure }) => indexOf(analysis, measure) !== -1)
  const alike = known.filter((column) => isSameForAll(analysis, column))
  const shown = known.filter((column) => !alike.includes(column))
  const cells = [
    ...(analysis.variants.some(({ stalled }) => stalled.happened > 0) ? [stalledCells(rows)] : []),
    ...shown.map((column) => [...column.heading, ...measureCells(analysis, column, rows)]),
  ]
  const first = [
    '',
    names.title,
    ...rows.map(({ number }) => shorten(names.of[number]!, NAME_WIDTH_MAX)),
  ]
  return {
    lines: layOut(first, cells, width),
    alike: alike.map((column) => valueOf(analysis, column)),
  }
}

function stalledCells(rows: readonly VariantAnalysis[]): readonly string[] {
  return ['', 'stalled', ...rows.map(({ stalled }) => `${stalled.happened} of ${stalled.count}`)]
}

function measureCells(
  analysis: ComparisonAnalysis,
  { measure }: PolicyColumn,
  rows: readonly VariantAnalysis[],
): readonly string[] {
  const index = indexOf(analysis, measure)
  return rows.map(({ summaries }) => {
    const summary = summaries[index]
    return summary === undefined ? '–' : cellOf(summary)
  })
}

/** The median stands in for a mean that there is not. */
function cellOf({ measure, mean, quantiles }: MeasureSummary): string {
  return formatMean(measure, mean) ?? `median ${formatMeasure(measure, quantiles[0]!.value)}`
}

/** All runs of all variants have the same value of it. */
function isSameForAll(
  { variants, measures }: ComparisonAnalysis,
  { measure }: PolicyColumn,
): boolean {
  const index = measures.findIndex(({ name }) => name === measure)
  const means = variants.map(({ summaries }) => summaries[index]?.mean)
  const [first] = means
  if (first?.type !== 'mean') return false
  return means.every(
    (mean) => mean?.type === 'mean' && mean.mean === first.mean && !(mean.standardDeviation > 0),
  )
}

function valueOf(
  { variants, measures }: ComparisonAnalysis,
  { measure, name }: PolicyColumn,
): string {
  const index = measures.findIndex((each) => each.name === measure)
  return `${name} ${cellOf(variants[0]!.summaries[index]!)}`
}

function indexOf({ measures }: ComparisonAnalysis, measure: ReplicationMeasureName): number {
  return measures.findIndex(({ name }) => name === measure)
}

/** The first column to the left, the others to the right, as many as there is room for. */
function layOut(
  first: readonly string[],
  others: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const firstWidth = widthOf(first)
  const lines = first.map((cell) => cell.padEnd(firstWidth))
  let used = firstWidth
  for (const cells of others) {
    const cellWidth = widthOf(cells)
    used += GAP.length + cellWidth
    if (used > width) break
    for (const [row, cell] of cells.entries()) lines[row] += GAP + cell.padStart(cellWidth)
  }
  return lines.map((line) => line.trimEnd())
}

function widthOf(cells: readonly string[]): number {
  return Math.max(...cells.map(({ length }) => length))
}
