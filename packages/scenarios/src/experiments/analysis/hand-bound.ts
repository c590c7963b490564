import {
  type DaemonSet,
  type Duration,
  type LatencyStage,
  type StatefulSet,
  daemonSetMaxSurge,
  daemonSetMaxUnavailable,
  isJsonObject,
  quantile,
  seconds,
  statefulSetMaxUnavailable,
  toSeconds,
} from '@seatrial/core'
import type { WorkloadObject } from '../../run/workload-state.ts'
import type { Rehearsal } from './rehearsal.ts'

/** What one would work out by hand: round after round, and in each a slow pod. Durations are seconds. */
export interface HandBound {
  readonly duration: number
  readonly rounds: number
  readonly podsAtOnce: number
  /** From the deletion of a pod until its successor counts, when every stage is as slow as its p99. */
  readonly slowPod: number
}

/** The stages that every pod goes through between its predecessor and its own readiness. */
const STAGES: readonly LatencyStage[] = [
  'sandboxStop',
  'cleanup',
  'schedulingAttempt',
  'kubeletFirstSync',
  'sandboxCreate',
  'imageRoundTrip',
  'containerStart',
  'applicationReady',
]

const SLOW = 0.99

/**
 * The bound by hand for a rolling update of the headline's set. It knows nothing of queues, lost nodes,
 * volumes and slow image pulls: where it is far below what runs take, those are why.
 */
export function handBound({ rollout, set, behaviours, model }: Rehearsal): HandBound | undefined {
  if (rollout?.kind !== 'update' || set?.spec.updateStrategy.type !== 'RollingUpdate') {
    return undefined
  }
  const allowed = podsAtOnceOf(set, rollout.desired, behaviours.maxUnavailableGate)
  const pods = updatedPods(set, rollout.desired)
  if (allowed === undefined || pods === 0) return undefined
  const podsAtOnce = Math.min(allowed, pods)
  const key = `${set.kind.toLowerCase()}/${set.metadata.name}`
  const stages = model.stagesOf(key)
  const slow = (stage: LatencyStage) => quantile(stages[stage].distribution, SLOW)
  const termination = Math.min(slow('termination'), gracePeriodOf(set))
  const start = STAGES.reduce((sum, stage) => sum + slow(stage), 0)
  const slowPod = toSeconds((termination + start) as Duration) + set.spec.minReadySeconds
  const rounds = Math.ceil(pods / podsAtOnce)
  return { duration: rounds * slowPod, rounds, podsAtOnce, slowPod }
}

function podsAtOnceOf(
  set: WorkloadObject,
  desired: number,
  heedsMaxUnavailable: boolean,
): number | undefined {
  const { rollingUpdate } = set.spec.updateStrategy
  if (set.kind === 'DaemonSet') return daemonPodsAtOnce(set, desired)
  return heedsMaxUnavailable ? statefulSetMaxUnavailable(rollingUpdate?.maxUnavailable, desired) : 1
}

function daemonPodsAtOnce({ spec }: DaemonSet, desired: number): number | undefined {
  const { rollingUpdate } = spec.updateStrategy
  const surge = daemonSetMaxSurge(rollingUpdate?.maxSurge, desired)
  const unavailable = daemonSetMaxUnavailable(rollingUpdate?.maxUnavailable, desired)
  if (surge === undefined || unavailable === undefined) return undefined
  return Math.max(1, surge, unavailable)
}

function updatedPods(set: StatefulSet | DaemonSet, desired: number): number {
  if (set.kind === 'DaemonSet') return desired
  return Math.max(0, desired - (set.spec.updateStrategy.rollingUpdate?.partition ?? 0))
}

function gracePeriodOf({ spec }: WorkloadObject): Duration {
  const podSpec = spec.template['spec']
  const period = isJsonObject(podSpec) ? podSpec['terminationGracePeriodSeconds'] : undefined
  return seconds(typeof period === 'number' ? period : DEFAULT_GRACE_PERIOD_SECONDS)
}

const DEFAULT_GRACE_PERIOD_SECONDS = 30
