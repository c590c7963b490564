import { type Duration, seconds } from '@seatrial/core'
import type { ConfidenceInterval, MeanEstimate, ReplicationMeasure } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import { formatNumber } from '../text/format-number.ts'

const SECONDS_PER_MINUTE = 60

/** The value of a measure for people: a duration, pods, or pod-minutes without their unit. */
export function formatMeasure({ unit }: Pick<ReplicationMeasure, 'unit'>, value: number): string {
  switch (unit) {
    case 'duration':
      return formatSeconds(value)
    case 'count':
      return formatDigits(value)
    case 'pod-seconds':
      return formatDigits(value / SECONDS_PER_MINUTE)
  }
}

/** The same with its unit: `5s`, `3 pods`, `1.5 pod-minutes`. */
export function formatAmount(measure: Pick<ReplicationMeasure, 'unit'>, value: number): string {
  const text = formatMeasure(measure, value)
  switch (measure.unit) {
    case 'duration':
      return text
    case 'count':
      return `${text} pods`
    case 'pod-seconds':
      return `${text} pod-minutes`
  }
}

/** A duration in seconds for people; `never` for one that does not end. */
export function formatSeconds(value: number): string {
  return Number.isFinite(value) ? formatDuration(seconds(value)) : formatDuration(value as Duration)
}

/**
 * A mean and half the width of its interval, `17m 45s ±5s`; the mean alone where that is nothing, and
 * undefined where there is no mean.
 */
export function formatMean(measure: ReplicationMeasure, mean: MeanEstimate): string | undefined {
  if (mean.type !== 'mean') return undefined
  const value = formatMeasure(measure, mean.mean)
  const halfWidth = formatWidth(measure, (mean.interval.high - mean.interval.low) / 2)
  return isNothing(halfWidth) ? value : `${value} ±${halfWidth}`
}

/** In two digits: nobody needs to know better how well something is known. */
function formatWidth(measure: ReplicationMeasure, width: number): string {
  if (!Number.isFinite(width)) return '∞'
  const rounded = Number(width.toPrecision(2))
  const isShort = measure.unit === 'duration' && rounded < SECONDS_PER_MINUTE
  return isShort ? `${formatDigits(rounded)}s` : formatMeasure(measure, rounded)
}

/** From the lower to the upper end, `17m 40s–17m 50s`; with words where a minus would be misread. */
export function formatInterval(
  measure: ReplicationMeasure,
  { low, high }: Pick<ConfidenceInterval, 'low' | 'high'>,
): string {
  const between = low < 0 ? ' to ' : '–'
  return `${formatMeasure(measure, low)}${between}${formatMeasure(measure, high)}`
}

/** A number in about three digits, without the zeros at its end: `1,234`, `12.3`, `0.46`, `0`. */
export function formatDigits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞'
  const magnitude = Math.abs(value)
  const decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2
  const text = formatNumber(value, decimals)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function isNothing(text: string): boolean {
  return !/[1-9∞]/.test(text)
}
