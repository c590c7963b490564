import type { BaselineComparison, MeasureDifference, RatioEstimate } from '@seatrial/scenarios'
import { formatNumber } from '../text/format-number.ts'
import { formatDigits, formatInterval, formatMeasure } from './measure-text.ts'

/** What two variants are called. */
export interface PairNames {
  readonly variant: string
  readonly baseline: string
}

/**
 * What a variant is beside its baseline, in words: "10% is 4.2× faster than 1 (95 % CI 4.1–4.4) and
 * costs 38 more pod-minutes". Never that two are equal: at most that they cannot be told apart.
 */
export function verdictLines(
  { variant, baseline }: PairNames,
  { stalls, differences }: BaselineComparison,
  width: number,
): readonly string[] {
  const find = (measure: string) => differences.find((each) => each?.measure.name === measure)
  const says = [
    stallText(stalls.verdict, baseline),
    durationText(find('rolloutDuration'), baseline),
    lossText(find('readyPodSecondsLost')),
  ].filter((text) => text !== undefined)
  if (says.length === 0) return [`${variant} does not tell how it compares with ${baseline}`]
  const whole = `${variant} ${says.join(' and ')}`
  if (whole.length <= width) return [whole]
  return says.map((text, index) => (index === 0 ? `${variant} ${text}` : `  and ${text}`))
}

function stallText(
  verdict: BaselineComparison['stalls']['verdict'],
  baseline: string,
): string | undefined {
  switch (verdict) {
    case 'more often':
    case 'less often':
      return `stalls ${verdict} than ${baseline}`
    case 'not distinguishable':
      return `is not distinguishable from ${baseline} in how often it stalls`
    case 'identical':
      return undefined
  }
}

/** Nothing where a run did not end: then the stalls tell. */
function durationText(
  difference: MeasureDifference | undefined,
  baseline: string,
): string | undefined {
  switch (difference?.difference.type) {
    case undefined:
    case 'unfinished':
      return undefined
    case 'identical':
      return `takes as long as ${baseline} in every replication`
    case 'difference': {
      if (difference.verdict !== undefined) return speedText(difference, baseline)
      const interval = formatInterval(difference.measure, difference.difference.interval)
      return `is not distinguishable from ${baseline} in time (${interval})`
    }
  }
}

function speedText({ ratio, verdict }: MeasureDifference, baseline: string): string {
  const word = verdict === 'better' ? 'faster' : 'slower'
  if (ratio.type !== 'ratio') return `is ${word} than ${baseline}`
  const { low, factor, high } = factorOf(ratio, verdict === 'better')
  const write = factor < FACTOR_FROM ? asShare : formatDigits
  const unit = factor < FACTOR_FROM ? ' %' : '×'
  const interval = `${write(low)}–${write(high)}${factor < FACTOR_FROM ? ' %' : ''}`
  return `is ${write(factor)}${unit} ${word} than ${baseline} (95 % CI ${interval})`
}

/** Below so many times as fast a share says more than a factor. */
const FACTOR_FROM = 1.2

/** How many times as fast, or as slow, one is as the other. */
function factorOf(
  { ratio, interval }: Extract<RatioEstimate, { readonly type: 'ratio' }>,
  isFaster: boolean,
): { readonly low: number; readonly factor: number; readonly high: number } {
  return isFaster
    ? { low: 1 / interval.high, factor: 1 / ratio, high: 1 / interval.low }
    : { low: interval.low, factor: ratio, high: interval.high }
}

function asShare(factor: number): string {
  return formatNumber((factor - 1) * 100, 1)
}

/** What it costs in availability, where that can be told. */
function lossText(difference: MeasureDifference | undefined): string | undefined {
  if (difference?.difference.type !== 'difference' || difference.verdict === undefined) {
    return undefined
  }
  const amount = formatMeasure(difference.measure, Math.abs(difference.difference.mean))
  if (!/[1-9]/.test(amount)) return undefined
  return difference.verdict === 'worse'
    ? `costs ${amount} more pod-minutes`
    : `saves ${amount} pod-minutes`
}
