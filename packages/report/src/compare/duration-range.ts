import type { MeasureSummary } from '@seatrial/scenarios'
import { seconds } from '@seatrial/core'
import { formatRoughly } from '../text/format-roughly.ts'
import { formatMean, formatSeconds } from './measure-text.ts'

/**
 * How long rollouts take: on average with its interval; where a latency that decides it is only assumed
 * no more than a range in two digits, in which nine of ten runs lie.
 */
export function durationRange(summary: MeasureSummary, isAssumed: boolean): string {
  const { measure, mean, usual, quantiles } = summary
  if (isAssumed && Number.isFinite(usual.high)) return `about ${roughRange(usual)}`
  const average = formatMean(measure, mean)
  return average === undefined
    ? `${formatSeconds(quantiles[0]!.value)} in the median`
    : `${average} on average`
}

/** `16–20 min`, and one number where both ends round to the same. */
function roughRange({ low, high }: { readonly low: number; readonly high: number }): string {
  const [from, to] = [roughly(low), roughly(high)]
  if (from === to) return to
  const [value, unit] = from.split(' ')
  return to.endsWith(` ${unit}`) ? `${value}–${to}` : `${from} to ${to}`
}

function roughly(value: number): string {
  return formatRoughly(seconds(value))
}
