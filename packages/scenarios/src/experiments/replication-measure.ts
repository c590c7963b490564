/** One number that every replication of a variant yields. */
export interface ReplicationMeasure {
  readonly name: ReplicationMeasureName
  /** The column of replications.csv: the name with its unit. */
  readonly column: string
  readonly unit: 'duration' | 'count' | 'pod-seconds'
  /** Which way is better. */
  readonly better: 'less' | 'more'
  readonly description: string
}

/** The names by which goals, stopping rules and expectations ask for them. */
export type ReplicationMeasureName =
  | 'rolloutDuration'
  | 'readyPodSecondsLost'
  | 'minimumReady'
  | 'maximumUnavailable'
  | 'timeBelowQuorum'
  | 'longestPodOutage'
  | 'timeUnavailableInTwoZones'
  | 'peakSurge'
  | 'blastRadius'

/** All of them, in the order of the columns. */
export const REPLICATION_MEASURES: readonly ReplicationMeasure[] = [
  duration('rolloutDuration', 'From the change until kubectl rollout status says done.'),
  {
    name: 'readyPodSecondsLost',
    column: 'readyPodSecondsLost_s',
    unit: 'pod-seconds',
    better: 'less',
    description: 'Desired minus ready pods, where positive, summed over time.',
  },
  count('minimumReady', 'more', 'The fewest ready pods during the rollout.'),
  count('maximumUnavailable', 'less', 'The most unavailable pods during the rollout.'),
  duration('timeBelowQuorum', 'How long fewer pods than a quorum were ready.'),
  duration('longestPodOutage', 'The longest time one pod was not ready.'),
  duration('timeUnavailableInTwoZones', 'How long pods of two zones were unavailable at once.'),
  count(
    'peakSurge',
    'less',
    'The most pods that ran at one time beyond the desired ones, terminating ones included.',
  ),
  count(
    'blastRadius',
    'less',
    'The most pods of the new revision until the first of them had been ready for minReadySeconds, which is when a fault of the new version would be noticed; in the whole rollout where none ever was.',
  ),
]

function duration(name: ReplicationMeasureName, description: string): ReplicationMeasure {
  return { name, column: `${name}_s`, unit: 'duration', better: 'less', description }
}

function count(
  name: ReplicationMeasureName,
  better: 'less' | 'more',
  description: string,
): ReplicationMeasure {
  return { name, column: name, unit: 'count', better, description }
}
