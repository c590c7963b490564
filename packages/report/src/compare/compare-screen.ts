import {
  type ComparisonAnalysis,
  type DrawAudit,
  SMALL_SAMPLE_BELOW,
  type VariantAnalysis,
  chosenVariant,
} from '@seatrial/scenarios'
import { inputCertainty } from '../run/input-certainty.ts'
import { inputLines } from '../run/input-lines.ts'
import { type NextCommand, nextLines } from '../run/next-command.ts'
import { formatNumber } from '../text/format-number.ts'
import { lineCount } from '../text/give-way.ts'
import {
  LABEL_WIDTH,
  type LabelledLines,
  layOutLabelled,
  shorten,
  wrapList,
} from '../text/labelled-lines.ts'
import type { Style } from '../text/style.ts'
import { expectationLines } from './expectation-lines.ts'
import {
  IN_PAIRS,
  PARETO_FRONT,
  VERDICT_LINES_MAX,
  VERDICT_LINES_MIN,
  WHAT_MOVES_IT,
  fitBlocks,
} from './fit-blocks.ts'
import { frontLines } from './front-lines.ts'
import { headlineLines } from './headline-lines.ts'
import { pairingLines } from './pairing-lines.ts'
import { policyTable } from './policy-table.ts'
import { recommendationLines } from './recommendation-lines.ts'
import { releaseLines } from './release-lines.ts'
import { sensitivityLines } from './sensitivity-lines.ts'
import { timeoutLines } from './timeout-lines.ts'
import { type VariantNames, variantNames } from './variant-names.ts'
import { verdictLines } from './verdict-lines.ts'

/** What a screen tells besides the analysis. */
export interface CompareScreenOptions {
  /** Letters a line at most. */
  readonly width: number
  readonly style: Style
  /** Where the files lie, in words; undefined if none were written. */
  readonly files?: string | undefined
  /** The command to try next, and why. */
  readonly next?: NextCommand | undefined
}

const LINES_MAX = 40
const ROWS_MAX = 8

/** A comparison on one screen: the answer in its first line, 40 lines at most, each with its line end. */
export function compareScreen(
  analysis: ComparisonAnalysis,
  { width, style, files, next }: CompareScreenOptions,
): string {
  const names = variantNames(analysis.variants)
  const chosen = chosenVariant(analysis)
  const { rollout, latencies } = analysis.variants[chosen]!.rehearsal
  const certainty = inputCertainty(rollout, latencies, analysis.sensitivity)
  const [answer = '', ...promises] = headlineLines(analysis, names, certainty.decisive.length > 0)
  const rows = shownRows(analysis, chosen)
  const table = policyTable(analysis, names, { rows, width })
  const lineWidth = width - LABEL_WIDTH
  const head = [
    style.strong(shorten(answer, width)),
    ...promises.flatMap((line) => wrapList(line.split(', '), width)),
    '',
    ...table.lines.map((line, index) => (index < 2 ? style.faint(line) : line)),
    '',
  ]
  const blocks: readonly LabelledLines[] = [
    { label: 'Not shown', lines: notShownLines(analysis, rows, table.alike, lineWidth) },
    { label: IN_PAIRS, lines: pairingLines(analysis, names, lineWidth) },
    { label: 'Runner-up', lines: recommendationLines(analysis, names) },
    { label: PARETO_FRONT, lines: frontLines(analysis, names, lineWidth) },
    { label: 'Releases', lines: releaseLines(analysis.releases, names) },
    {
      label: 'Timeout',
      lines: timeoutLines(analysis, names, { variant: chosen, width: lineWidth }),
    },
    { label: 'Expected', lines: expectationLines(analysis, names) },
    { label: 'Inputs', lines: inputLines(certainty, lineWidth) },
    { label: WHAT_MOVES_IT, lines: movedLines(analysis, names.of[chosen]!) },
    { label: 'How sure', lines: certaintyLines(analysis, lineWidth) },
    { label: 'Files', lines: files === undefined ? [] : [files] },
    { label: 'Try next', lines: next === undefined ? [] : nextLines(next, lineWidth) },
  ]
  const verdicts = verdictsOf(analysis, names, lineWidth)
  const room = LINES_MAX - head.length
  const fitting = fitBlocks(blocks, verdicts.flat().length, room)
  const left = room - lineCount(fitting)
  const verdict: LabelledLines = { label: 'Verdict', lines: shownVerdicts(verdicts, left) }
  const lines = [...head, ...layOutLabelled([verdict, ...fitting], { width, style })]
  return `${lines.slice(0, LINES_MAX).join('\n')}\n`
}

/** What moves the answer of the variant that most is told of. */
function movedLines({ sensitivity }: ComparisonAnalysis, name: string): readonly string[] {
  const lines = sensitivityLines(sensitivity, '--sensitivity')
  return sensitivity?.type === 'tried' ? [`of ${name}, one input at a time:`, ...lines] : lines
}

/** All, or the chosen one, the baselines and then the first ones, in the order of the study. */
function shownRows(
  { variants, recommendation }: ComparisonAnalysis,
  chosen: number,
): readonly VariantAnalysis[] {
  if (variants.length <= ROWS_MAX) return variants
  const answer = recommendation?.answer
  const runnerUp = answer?.type === 'selected' ? answer.runnerUp?.variant : undefined
  const baselines = variants.filter(({ comparison }) => comparison === undefined)
  const wanted = new Set([
    ...[chosen, runnerUp].filter((number) => number !== undefined),
    ...baselines.map(({ number }) => number),
    ...variants.map(({ number }) => number),
  ])
  const shown = new Set([...wanted].slice(0, ROWS_MAX))
  return variants.filter(({ number }) => shown.has(number))
}

/** What each variant is beside its baseline, in one line or two. */
function verdictsOf(
  { variants }: ComparisonAnalysis,
  names: VariantNames,
  width: number,
): readonly (readonly string[])[] {
  return variants.flatMap(({ number, comparison }) => {
    if (comparison === undefined) return []
    const pair = { variant: names.of[number]!, baseline: names.of[comparison.baseline]! }
    return [verdictLines(pair, comparison, width)]
  })
}

/** As many verdicts as there is room for, each whole. */
function shownVerdicts(verdicts: readonly (readonly string[])[], room: number): readonly string[] {
  const limit = Math.max(VERDICT_LINES_MIN, Math.min(VERDICT_LINES_MAX, room))
  const lines: string[] = []
  for (const [index, verdict] of verdicts.entries()) {
    const isLast = index === verdicts.length - 1
    if (lines.length + verdict.length > (isLast ? limit : limit - 1)) {
      return [...lines, `and ${formatNumber(verdicts.length - index)} more that were compared`]
    }
    lines.push(...verdict)
  }
  return lines
}

function notShownLines(
  { variants, study }: ComparisonAnalysis,
  rows: readonly VariantAnalysis[],
  alike: readonly string[],
  width: number,
): readonly string[] {
  const more = variants.length - rows.length
  const [first, ...others] = study.leftOut
  return [
    ...wrapList(
      alike.map((word, index) => `${index === 0 ? 'the same for all: ' : ''}${word}`),
      width,
    ),
    ...(more === 0 ? [] : [`${formatNumber(more)} more variants, which are in variants.csv`]),
    ...(first === undefined
      ? []
      : [
          `left out ${first.name}: ${first.reason}` +
            (others.length === 0 ? '' : `; and ${formatNumber(others.length)} more`),
        ]),
  ]
}

/** How many replications, which intervals, and what they hold together. */
function certaintyLines(
  { replicationCount, family, front, variants, draws }: ComparisonAnalysis,
  width: number,
): readonly string[] {
  const many = `${formatNumber(replicationCount)} replications of each, all with the same chance`
  const around = `± is half a 95 % interval${smallSampleText(variants)}`
  if (variants.length < 2) return wrapList([many, around], width)
  const each = formatNumber(family.memberLevel * 100, 2)
  const together =
    `all ${formatNumber(family.size)} differences to a baseline hold together at 95 % ` +
    `(Bonferroni: each at ${each} %)`
  return wrapList(
    [
      many,
      ...(draws === undefined ? [] : [drawsText(draws)]),
      around,
      together,
      `so do the ${formatNumber(front.familySize)} of the front`,
    ],
    width,
  )
}

/** What means of few replications lean on. */
function smallSampleText(variants: readonly VariantAnalysis[]): string {
  const isSmall = variants.some(({ summaries }) =>
    summaries.some((summary) => summary?.mean.type === 'mean' && summary.mean.isSmallSample),
  )
  return isSmall ? ` if values are normal: fewer than ${SMALL_SAMPLE_BELOW} do not tell` : ''
}

/** How far "the same chance" goes. */
function drawsText({ draws, sharedByAll, sharedBySome, byOneOnly, conflicts }: DrawAudit): string {
  const some = sharedBySome === 0 ? '' : `, ${formatNumber(sharedBySome)} by some`
  const alone = `${formatNumber(byOneOnly)} are of one alone`
  const wrong = conflicts.length === 0 ? '' : `, ${formatNumber(conflicts.length)} DIFFER`
  return `${formatNumber(sharedByAll)} of ${formatNumber(draws)} draws are shared by all${some}, ${alone}${wrong}`
}
