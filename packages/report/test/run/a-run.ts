import { type Duration, type SimTime, minutes, seconds } from '@seatrial/core'
import {
  POD_PARTS,
  type PodPart,
  ROLLOUT_WAITS,
  type Rollout,
  type RolloutWait,
  type RunResult,
  Tally,
} from '@seatrial/scenarios'

/** An instant, so many seconds after the start. */
export function at(time: number): SimTime {
  return seconds(time) as number as SimTime
}

/** Durations in seconds, as a tally. */
export function tallyOf(...durations: readonly number[]): Tally {
  const tally = new Tally()
  for (const duration of durations) tally.add(seconds(duration))
  return tally
}

/** What pods waited for, in seconds; nothing else. */
export function waited(times: Partial<Record<PodPart, number>>): Rollout['waited'] {
  return Object.fromEntries(
    POD_PARTS.map(({ name }) => [name, seconds(times[name] ?? 0)]),
  ) as Rollout['waited']
}

/** What a rollout waited for, in seconds; nothing else. */
export function pathOf(times: Partial<Record<RolloutWait, number>>): Rollout['criticalPath'] {
  return Object.fromEntries(
    ROLLOUT_WAITS.map(({ name }) => [name, seconds(times[name] ?? 0)]),
  ) as Rollout['criticalPath']
}

/** A rollout of six brokers that took ten minutes, or whatever is given. */
export function aRollout({
  measures,
  ...given
}: Partial<Omit<Rollout, 'measures'>> & {
  readonly measures?: Partial<Rollout['measures']>
} = {}): Rollout {
  return {
    workload: { kind: 'StatefulSet', namespace: 'default', name: 'kafka' },
    kind: 'update',
    revision: 'kafka-6d5b9c',
    start: at(60),
    end: { type: 'done', time: at(660) },
    desired: 6,
    measures: {
      rolloutDuration: minutes(10),
      readyPodTimeLost: 6 * seconds(90),
      minimumReady: 5,
      maximumUnavailable: 1,
      timeBelowQuorum: 0 as Duration,
      longestPodOutage: seconds(95),
      timeUnavailableInTwoZones: 0 as Duration,
      peakSurge: 0,
      blastRadius: 1,
      podStart: tallyOf(60, 70, 80),
      podTermination: tallyOf(10, 12, 20),
      podOutage: tallyOf(75, 85, 95),
      ...measures,
    },
    curve: [0, 1, 2, 3, 4, 5].map((updated) => ({
      time: at(60 + 100 * updated),
      ready: 5,
      unavailable: 1,
      updated,
    })),
    waited: waited({ ready: 300, start: 100, terminate: 100 }),
    criticalPath: pathOf({ ready: 300, start: 100, terminate: 100 }),
    longestWaits: [
      { pod: 'kafka-3', node: 'node-3', part: 'ready', since: at(100), duration: seconds(62) },
      { pod: 'kafka-1', node: '', part: 'schedule', since: at(300), duration: seconds(30) },
    ],
    stillWaiting: [],
    explanation: [],
    ...given,
  }
}

/** A run that was nothing but such a rollout, or whatever is given. */
export function aResult(given: Partial<RunResult> = {}): RunResult {
  return {
    outcome: 'done',
    start: at(0),
    end: at(660),
    kubernetes: '1.37',
    seed: '42',
    replication: 0,
    rollouts: [aRollout()],
    timeline: [],
    pods: [],
    expectations: [],
    latencies: [
      { of: 'cluster', stage: 'applicationReady', origin: { type: 'assumed' } },
      { of: 'cluster', stage: 'termination', origin: { type: 'published', source: 'x' } },
      { of: 'statefulset/kafka', stage: 'applicationReady', origin: { type: 'given' } },
    ],
    services: [],
    podCounts: { created: 12, existing: 6 },
    violations: [],
    waits: [],
    traceDigest: 'd1',
    changeCount: 100,
    eventCount: 1_000,
    ...given,
  }
}
