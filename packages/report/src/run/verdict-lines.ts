import type { Duration } from '@seatrial/core'
import type { SeenValue, Verdict } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import { formatNumber, formatPercent } from '../text/format-number.ts'
import type { Line } from '../text/labelled-lines.ts'

const VERDICTS_SHOWN = 4

/** What became of what was expected, by a run alone or by all its repetitions: each that was not met. */
export function verdictLines(verdicts: readonly Verdict[], isAlone: boolean): readonly Line[] {
  if (verdicts.length === 0) return []
  const unmet = unmetLines(verdicts)
  const metCount = verdicts.length - unmet.length
  const where = isAlone ? ', in this run alone' : ''
  if (unmet.length === 0)
    return [{ text: `all ${formatNumber(metCount)} met${where}`, tone: 'good' }]
  const shown = unmet.slice(0, VERDICTS_SHOWN)
  const more = unmet.length - shown.length
  return [
    `${formatNumber(metCount)} of ${formatNumber(verdicts.length)} met${where}`,
    ...shown.map((text) => ({ text, tone: 'bad' as const })),
    ...(more === 0 ? [] : [`and ${formatNumber(more)} more that were not`]),
  ]
}

/** What was expected and was not met, a line each. */
export function unmetLines(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.filter(({ result }) => result !== 'met').map(describe)
}

function describe({ text, result, seen, time, note }: Verdict): string {
  const value = seen === undefined ? '' : `: it was ${formatSeen(seen)}`
  const when = time === undefined ? '' : ` at ${formatDuration(time as number as Duration)}`
  const why = note === undefined ? '' : ` (${note})`
  return `${result}: ${text}${value}${when}${why}`
}

function formatSeen({ unit, value }: SeenValue): string {
  switch (unit) {
    case 'count':
      return formatNumber(value)
    case 'share':
      return formatPercent(value)
    case 'duration':
      return formatDuration(value as Duration)
    case 'pod-seconds':
      return `${formatNumber(value)} pod-seconds`
  }
}
