import type { SimTime, StoredChange } from '@seatrial/core'
import type { Workload } from '../workloads/workload.ts'
import type { PodLife } from './pod-life.ts'

/** Whoever follows single pods: it is told at once, in the order in which things happen. */
export interface PodObserver {
  /** The pod has been stored. */
  created(life: PodLife, now: SimTime): void
  /** Somebody has asked for the deletion of the pod. */
  deleted(life: PodLife, now: SimTime): void
  /** The containers of a deleted pod have ended for good. */
  ended(life: PodLife, change: StoredChange, now: SimTime): void
  /** The pod is available for the first time, by that change or by the clock alone. */
  firstAvailable(life: PodLife, change: StoredChange | undefined, now: SimTime): void
  /** When the rollout began that is under way; undefined when there is none. */
  rolloutSince(workload: Workload): SimTime | undefined
  /** The pod has done with `life.part`, a wait or not. */
  partEnded(life: PodLife, since: SimTime, now: SimTime): void
  /** The pod is ready for the first time. */
  firstReady(life: PodLife, created: SimTime, change: StoredChange | undefined, now: SimTime): void
  /** A place of the workload, which had had no ready pod since then, has one again. */
  placeRecovered(workload: Workload, since: SimTime, now: SimTime): void
  /** The pod has been removed by that change; its instants are known until the call returns. */
  gone(life: PodLife, change: StoredChange, now: SimTime): void
}
