import type { Duration, SimTime } from '@seatrial/core'
import type { Wait } from '../../run/waits.ts'
import type { PodPart } from '../pods/pod-stages.ts'
import type { RolloutWait } from '../waits/critical-path.ts'
import type { WorkloadName } from '../workloads/workload-name.ts'
import type { CurvePoint } from './rollout-curve.ts'
import type { ReadonlyTally } from './tally.ts'

/**
 * What a rollout was asked for by: a new set, a change that asks for other pods (a new template, a lower
 * partition, RollingUpdate instead of OnDelete), or a change of nothing but the number of replicas.
 */
export type RolloutKind = 'create' | 'update' | 'scale'

/** How a rollout ended. */
export interface RolloutEnd {
  readonly type:
    /** `kubectl rollout status` would say done. */
    | 'done'
    /** Another rollout of the workload was asked for before. */
    | 'superseded'
    /** The set was deleted before. */
    | 'deleted'
    /** The run ended before. */
    | 'unfinished'
  readonly time: SimTime
}

/** One workload's way to one revision (or one number of replicas), and what it cost. */
export interface Rollout {
  readonly workload: WorkloadName
  readonly kind: RolloutKind
  /** The update revision as pods are labelled with it; '' when no controller had named it. */
  readonly revision: string
  /** The stored change of the spec. */
  readonly start: SimTime
  readonly end: RolloutEnd
  /** How many pods the workload was to have at its end. */
  readonly desired: number
  readonly measures: RolloutMeasures
  /** How ready, unavailable and updated pods went over time. */
  readonly curve: readonly CurvePoint[]
  /** The time of all pods together by what they spent it with, serving apart. */
  readonly waited: Readonly<Record<PodPart, Duration>>
  /**
   * What the rollout itself waited for, one thing after the other: the chain of waits that led to its
   * end. They add up to the time from its start to its end.
   */
  readonly criticalPath: Readonly<Record<RolloutWait, Duration>>
  /** The longest waits of single pods, the longest first. */
  readonly longestWaits: readonly PodWait[]
  /** Of a rollout that did not get done: the pods that waited at its end, the longest first. */
  readonly stillWaiting: readonly PodWait[]
  /** Of an unfinished rollout: who waits for what, in words. */
  readonly explanation: readonly Wait[]
}

/** What a rollout cost; each is taken from its start to its end. */
export interface RolloutMeasures {
  /** Undefined unless it is done. */
  readonly rolloutDuration: Duration | undefined
  /** Desired minus ready pods, where positive, times time: pods × microseconds. */
  readonly readyPodTimeLost: number
  readonly minimumReady: number
  readonly maximumUnavailable: number
  /** Undefined where the workload has no quorum. */
  readonly timeBelowQuorum: Duration | undefined
  /** Of one place: an ordinal, or a node. */
  readonly longestPodOutage: Duration
  readonly timeUnavailableInTwoZones: Duration
  /** The most pods that ran at one time beyond the desired ones, terminating ones included. */
  readonly peakSurge: number
  /**
   * The most pods of the new revision until it could be noticed that it does not work: until the first
   * of them had been ready for `minReadySeconds`, or to the end where none ever was.
   */
  readonly blastRadius: number
  /** Of the pods that were created in it, from their creation until they were ready. */
  readonly podStart: ReadonlyTally
  /** Of the pods that were deleted in it, from their deletion until they were gone. */
  readonly podTermination: ReadonlyTally
  /** Of the places that were out, from the end of readiness until a pod was ready again. */
  readonly podOutage: ReadonlyTally
}

/** One pod's wait. */
export interface PodWait {
  readonly pod: string
  /** '' while it has none. */
  readonly node: string
  readonly part: PodPart
  readonly since: SimTime
  readonly duration: Duration
}
