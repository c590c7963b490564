import type { Duration } from '@seatrial/core'
import type { Rollout } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'

type Tally = Rollout['measures']['podStart']

/**
 * How long pods took to start and to end, and how long their places were empty: median and 99th
 * percentile, nothing of what no pod did.
 */
export function podTimeLines({ measures }: Rollout): readonly string[] {
  const told = [
    timesOf('ready in', measures.podStart),
    timesOf('gone in', measures.podTermination),
    timesOf('out for', measures.podOutage),
  ].filter((part) => part !== undefined)
  return told.length === 0 ? [] : [`median (p99): ${told.join(', ')}`]
}

function timesOf(name: string, tally: Tally): string | undefined {
  const median = tally.quantile(0.5)
  const p99 = tally.quantile(0.99)
  if (median === undefined || p99 === undefined) return undefined
  return `${name} ${formatDuration(median as Duration)} (${formatDuration(p99 as Duration)})`
}
