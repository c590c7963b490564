import type { QuantileEstimate, RunCertainty, SensitivityAttempt } from '@seatrial/scenarios'
import { formatInterval, formatSeconds } from '../compare/measure-text.ts'
import { formatNumber, formatPercent } from '../text/format-number.ts'
import { wrapList } from '../text/labelled-lines.ts'

/** How a rollout goes with other chance, and how often it does not come to its end. */
export function certaintyLines(
  { replicationCount, stalled, duration }: RunCertainty,
  width: number,
): readonly string[] {
  const many = `${formatNumber(replicationCount)} runs with other chance`
  if (duration === undefined) return wrapList([many, stallText(stalled)], width)
  const { measure, quantiles, usual } = duration
  const [median] = quantiles
  const p99 = quantiles.find(({ probability }) => probability === 0.99)
  return wrapList(
    [
      `${many}: median ${formatSeconds(median!.value)}`,
      `nine of ten ${formatInterval(measure, usual)}`,
      ...(p99 === undefined ? [] : [p99Text(p99)]),
      stallText(stalled),
    ],
    width,
  )
}

/** That a run stands alone, where that is not what somebody asked for. */
export function unrepeatedLines(attempt: SensitivityAttempt | undefined): readonly string[] {
  if (attempt?.type !== 'not tried' || attempt.reason !== 'too long') return []
  return ['this run alone, too long to be repeated unasked: --replications 30 repeats it']
}

/** Where the interval has an open end, that is said. */
function p99Text({ value, interval: { low, high } }: QuantileEstimate): string {
  const from = low === undefined ? '' : formatSeconds(low)
  const to = high === undefined ? '' : formatSeconds(high)
  const between = to === '' ? `at least ${from}` : `${from}–${to}`
  return `p99 ${formatSeconds(value)}${from === '' ? '' : ` (95 % CI ${between})`}`
}

function stallText({ happened, count, interval }: RunCertainty['stalled']): string {
  const { low, high } = interval
  if (happened === 0) return `none stalled, so at most ${formatPercent(high)} do`
  const range = `${formatPercent(low)}–${formatPercent(high)}`
  return `${formatNumber(happened)} of ${formatNumber(count)} stalled (95 % CI ${range})`
}
