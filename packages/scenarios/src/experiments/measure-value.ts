import type { Rollout } from '../results/rollouts/rollout.ts'
import type { ReplicationMeasureName } from './replication-measure.ts'

const MICROSECONDS_PER_SECOND = 1_000_000

/**
 * What a measure came to in a rollout, in seconds, pods or pod-seconds. A rollout that did not get done
 * takes for ever; what the workload does not have, and all of a run without a rollout, is `NaN`.
 */
export function measureValue(name: ReplicationMeasureName, rollout: Rollout | undefined): number {
  if (rollout === undefined) return name === 'rolloutDuration' ? Infinity : NaN
  const { measures } = rollout
  switch (name) {
    case 'rolloutDuration':
      return inSeconds(measures.rolloutDuration ?? Infinity)
    case 'readyPodSecondsLost':
      return measures.readyPodTimeLost / MICROSECONDS_PER_SECOND
    case 'timeBelowQuorum':
      return inSeconds(measures.timeBelowQuorum ?? NaN)
    case 'longestPodOutage':
    case 'timeUnavailableInTwoZones':
      return inSeconds(measures[name])
    default:
      return measures[name]
  }
}

function inSeconds(duration: number): number {
  return duration / MICROSECONDS_PER_SECOND
}
