import type { MeasureSummary } from '@seatrial/scenarios'
import { seconds } from '@seatrial/core'
import { roughRange } from '../text/rough-range.ts'
import { formatMean, formatSeconds } from './measure-text.ts'

/**
 * How long rollouts take: on average with its interval; where a latency that decides it is only assumed
 * no more than a range in two digits, in which nine of ten runs lie.
 */
export function durationRange(summary: MeasureSummary, isAssumed: boolean): string {
  const { measure, mean, usual, quantiles } = summary
  if (isAssumed && Number.isFinite(usual.high)) {
    return `about ${roughRange(seconds(usual.low), seconds(usual.high))}`
  }
  const average = formatMean(measure, mean)
  return average === undefined
    ? `${formatSeconds(quantiles[0]!.value)} in the median`
    : `${average} on average`
}
