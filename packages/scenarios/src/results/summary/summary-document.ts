import {
  type Duration,
  type SimTime,
  type WallTime,
  formatTimestamp,
  toSeconds,
} from '@seatrial/core'
import type { SensitivityAttempt } from '../../experiments/analysis/find-sensitivity.ts'
import type { RunCertainty } from '../../experiments/analysis/run-certainty.ts'
import { certaintyDocument } from '../../experiments/results/certainty-document.ts'
import { sensitivityFields } from '../../experiments/results/sensitivity-document.ts'
import type { SeenValue, Verdict } from '../expectations/verdict.ts'
import type { PodWait, Rollout } from '../rollouts/rollout.ts'
import type { DeclaredService } from '../../run/node-services.ts'
import type { ReadonlyTally } from '../rollouts/tally.ts'
import { workloadLabel } from '../workloads/workload-name.ts'
import type { LatencyOrigin } from './latency-origins.ts'
import type { Summary } from './summary.ts'
import { SUMMARY_SCHEMA_VERSION } from './summary-schema.ts'

/** What a summary is made from. */
export interface SummarySources {
  readonly scenario: Summary['scenario']
  readonly seed: string
  readonly replication: number
  readonly kubernetes: Summary['kubernetes']
  readonly engineVersion: string
  readonly epoch: WallTime
  readonly outcome: { readonly type: Summary['outcome']['type']; readonly time: SimTime }
  readonly rollouts: readonly Rollout[]
  readonly verdicts: readonly Verdict[]
  /** Undefined when the run was not repeated. */
  readonly certainty: RunCertainty | undefined
  /** Which inputs move the headline. */
  readonly sensitivity: SensitivityAttempt
  readonly latencies: readonly LatencyOrigin[]
  readonly services: readonly DeclaredService[]
  readonly pods: Summary['pods']
  readonly trace: Summary['trace']
  readonly files: readonly string[]
}

/** The content of summary.json: plain data, the same for the same run. */
export function summaryDocument(sources: SummarySources): Summary {
  const { scenario, seed, replication, kubernetes, outcome, pods, trace, files } = sources
  return {
    schemaVersion: SUMMARY_SCHEMA_VERSION,
    scenario,
    seed,
    replication,
    kubernetes,
    engine: { name: 'seatrial', version: sources.engineVersion },
    epoch: formatTimestamp(sources.epoch),
    outcome: { type: outcome.type, time_s: toSeconds(outcome.time) },
    rollouts: sources.rollouts.map(summariseRollout),
    expectations: sources.verdicts.map(summariseVerdict),
    certainty: sources.certainty === undefined ? null : certaintyDocument(sources.certainty),
    ...sensitivityFields(sources.sensitivity, 'seatrial run --replications 30'),
    latencies: summariseLatencies(sources.latencies),
    services: sources.services.map(({ daemonSet, provides, inferredFrom = null }) => ({
      daemonSet,
      provides,
      inferredFrom,
    })),
    pods,
    trace,
    files,
  }
}

function summariseRollout(rollout: Rollout): Summary['rollouts'][number] {
  const { workload, kind, revision, start, end, measures } = rollout
  return {
    workload: workloadLabel(workload),
    kind,
    revision,
    start_s: toSeconds(start),
    end: end.type,
    end_s: toSeconds(end.time),
    desired: rollout.desired,
    measures: {
      rolloutDuration_s: inSeconds(measures.rolloutDuration),
      readyPodSecondsLost: measures.readyPodTimeLost / MICROSECONDS_PER_SECOND,
      minimumReady: measures.minimumReady,
      maximumUnavailable: measures.maximumUnavailable,
      timeBelowQuorum_s: inSeconds(measures.timeBelowQuorum),
      longestPodOutage_s: toSeconds(measures.longestPodOutage),
      timeUnavailableInTwoZones_s: toSeconds(measures.timeUnavailableInTwoZones),
      podStart: summariseTally(measures.podStart),
      podTermination: summariseTally(measures.podTermination),
      podOutage: summariseTally(measures.podOutage),
    },
    waited_s: inSecondsEach(rollout.waited),
    criticalPath_s: inSecondsEach(rollout.criticalPath),
    longestWaits: rollout.longestWaits.map(summariseWait),
    stillWaiting: rollout.stillWaiting.map(summariseWait),
    explanation: rollout.explanation.map(({ who, forWhat }) => ({ who, forWhat })),
  }
}

const MICROSECONDS_PER_SECOND = 1_000_000

function inSeconds(duration: number | undefined): number | null {
  return duration === undefined ? null : duration / MICROSECONDS_PER_SECOND
}

function inSecondsEach<Wait extends string>(
  waited: Readonly<Record<Wait, Duration>>,
): Record<Wait, number> {
  const entries = Object.entries<Duration>(waited)
  return Object.fromEntries(
    entries.map(([wait, duration]) => [wait, toSeconds(duration)]),
  ) as Record<Wait, number>
}

type DurationsSummary = Summary['rollouts'][number]['measures']['podStart']

function summariseTally(tally: ReadonlyTally): DurationsSummary {
  if (tally.count === 0) return null
  return {
    count: tally.count,
    mean_s: Math.round(tally.mean ?? 0) / MICROSECONDS_PER_SECOND,
    p50_s: quantileSeconds(tally, 0.5),
    p90_s: quantileSeconds(tally, 0.9),
    p99_s: quantileSeconds(tally, 0.99),
    max_s: quantileSeconds(tally, 1),
  }
}

function quantileSeconds(tally: ReadonlyTally, probability: number): number {
  return (tally.quantile(probability) ?? 0) / MICROSECONDS_PER_SECOND
}

function summariseWait(wait: PodWait): Summary['rollouts'][number]['longestWaits'][number] {
  return {
    pod: wait.pod,
    node: wait.node,
    wait: wait.part,
    since_s: toSeconds(wait.since),
    duration_s: toSeconds(wait.duration),
  }
}

function summariseVerdict(verdict: Verdict): Summary['expectations'][number] {
  const { text, result, workload = null, seen, time, note = null } = verdict
  return {
    text,
    result,
    workload,
    ...summariseSeen(seen),
    time_s: inSeconds(time),
    note,
  }
}

function summariseSeen(
  seen: SeenValue | undefined,
): Pick<Summary['expectations'][number], 'seen' | 'unit'> {
  if (seen === undefined) return { seen: null, unit: null }
  if (seen.unit !== 'duration') return { seen: seen.value, unit: seen.unit }
  return { seen: seen.value / MICROSECONDS_PER_SECOND, unit: 's' }
}

function summariseLatencies(origins: readonly LatencyOrigin[]): Summary['latencies'] {
  const known = { given: 0, observed: 0, published: 0, assumed: 0 }
  for (const { origin } of origins) known[origin.type]++
  return {
    ...known,
    stages: origins.map(({ of, stage, origin }) => ({
      of,
      stage,
      origin: origin.type,
      observations: origin.type === 'observed' ? origin.count : null,
      source: origin.type === 'published' ? origin.source : null,
    })),
  }
}
