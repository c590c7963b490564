import type { KubernetesProfile, SimTime } from '@seatrial/core'
import type { Verdict } from '../results/expectations/verdict.ts'
import type { PodRow } from '../results/pods/pod-row.ts'
import type { Violation } from '../invariants/violation.ts'
import type { LatencyOrigin } from '../results/summary/latency-origins.ts'
import type { Rollout } from '../results/rollouts/rollout.ts'
import type { TimelineRow } from '../results/timeline/timeline-row.ts'
import type { DeclaredService } from './node-services.ts'
import type { Wait } from './waits.ts'

/**
 * How a run ended: it came to its end; nothing could happen any more before that (`stalled`); or it
 * met its horizon.
 */
export type RunOutcome = 'done' | 'stalled' | 'horizon'

/** Everything that a run yields. Times count from `start`. */
export interface RunResult {
  readonly outcome: RunOutcome
  /** The instant from which results count: 0, or the end of the warm-up. */
  readonly start: SimTime
  /** How long the run lasted from there. */
  readonly end: SimTime
  readonly kubernetes: KubernetesProfile
  readonly seed: string
  readonly replication: number
  /** In the order in which they were asked for; the last one is the headline. */
  readonly rollouts: readonly Rollout[]
  /** Empty when the rows went to a sink. */
  readonly timeline: readonly TimelineRow[]
  /** Empty when the rows went to a sink. */
  readonly pods: readonly PodRow[]
  readonly expectations: readonly Verdict[]
  /** Where the durations come from that the run was made with. */
  readonly latencies: readonly LatencyOrigin[]
  /** The DaemonSets that nodes depend on. */
  readonly services: readonly DeclaredService[]
  /** How many pods there have been, and how many exist at the end. */
  readonly podCounts: { readonly created: number; readonly existing: number }
  /** What must never be and was, if that was checked; a bug of the simulator. */
  readonly violations: readonly Violation[]
  /** Who waits for what, when the run came to no end. */
  readonly waits: readonly Wait[]
  /** Tells runs apart: equal digests, equal stored changes. */
  readonly traceDigest: string
  readonly changeCount: number
  readonly eventCount: number
}
