import type { Objective, ReplicationMeasureName } from '@seatrial/scenarios'

/** What is aimed at, in words: `the least mean rollout time`, `the greatest p1 of the least ready`. */
export function objectiveText({ measure, direction, statistic }: Objective): string {
  const extreme = direction === 'minimise' ? 'least' : 'greatest'
  const of = statistic.type === 'mean' ? 'mean' : `p${statistic.probability * 100} of`
  return `the ${extreme} ${of} ${MEASURE_WORDS[measure.name]}`
}

/** Measures as people say them. */
export const MEASURE_WORDS: Readonly<Record<ReplicationMeasureName, string>> = {
  rolloutDuration: 'rollout time',
  readyPodSecondsLost: 'pod-minutes lost',
  minimumReady: 'least ready pods',
  maximumUnavailable: 'most unavailable pods',
  timeBelowQuorum: 'time below quorum',
  longestPodOutage: 'longest outage of a pod',
  timeUnavailableInTwoZones: 'time unavailable in two zones',
  peakSurge: 'peak surge',
  blastRadius: 'blast radius',
}
