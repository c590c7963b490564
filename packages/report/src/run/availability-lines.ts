import type { Duration } from '@seatrial/core'
import type { Rollout } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import { formatNumber } from '../text/format-number.ts'

const MICROSECONDS_PER_SECOND = 1_000_000

/** What a rollout cost its users. */
export function availabilityLines({ desired, measures, kind }: Rollout): readonly string[] {
  const { minimumReady, maximumUnavailable, readyPodTimeLost, longestPodOutage } = measures
  const lost = formatNumber(readyPodTimeLost / MICROSECONDS_PER_SECOND)
  const pods =
    `at least ${formatNumber(minimumReady)} of ${formatNumber(desired)} pods ready, ` +
    `at most ${formatNumber(maximumUnavailable)} unavailable`
  // While a set is made, its pods have not been there to be missed.
  if (kind === 'create') return [pods]
  return [
    `${pods}; ${quorumWords(measures.timeBelowQuorum)}`,
    `${lost} ready pod-seconds lost; longest outage of one pod ${formatDuration(longestPodOutage)}` +
      zoneWords(measures.timeUnavailableInTwoZones),
  ]
}

function quorumWords(timeBelow: Duration | undefined): string {
  if (timeBelow === undefined) return 'no quorum is asked for'
  return timeBelow === 0 ? 'a quorum throughout' : `no quorum for ${formatDuration(timeBelow)}`
}

function zoneWords(time: Duration): string {
  return time === 0 ? '' : `; ${formatDuration(time)} with pods out in two zones at once`
}
