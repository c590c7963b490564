import type { JsonObject } from './json.ts'
import type { ObjectMeta } from './object-meta.ts'

/** A DaemonSet as the API server stores it (apps/v1). */
export interface DaemonSet {
  readonly kind: 'DaemonSet'
  readonly metadata: ObjectMeta
  readonly spec: DaemonSetSpec
  readonly status: DaemonSetStatus
}

export interface DaemonSetSpec {
  /** metav1.LabelSelector, or null when it is missing. */
  readonly selector: JsonObject | null
  /** The defaulted pod template, plain JSON: its bytes decide the revision. */
  readonly template: JsonObject
  readonly updateStrategy: DaemonSetUpdateStrategy
  readonly minReadySeconds: number
  readonly revisionHistoryLimit: number
}

export interface DaemonSetUpdateStrategy {
  readonly type: string
  readonly rollingUpdate?: {
    readonly maxUnavailable?: number | string
    readonly maxSurge?: number | string
  }
}

export interface DaemonSetStatus {
  readonly observedGeneration: number
  readonly desiredNumberScheduled: number
  readonly currentNumberScheduled: number
  readonly numberMisscheduled: number
  readonly numberReady: number
  readonly numberAvailable: number
  readonly numberUnavailable: number
  readonly updatedNumberScheduled: number
  /** Absent and 0 name different revisions. */
  readonly collisionCount?: number
}

/** The status of a set that no controller has seen yet. */
export const NEW_DAEMON_SET_STATUS: DaemonSetStatus = Object.freeze({
  observedGeneration: 0,
  desiredNumberScheduled: 0,
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  numberReady: 0,
  numberAvailable: 0,
  numberUnavailable: 0,
  updatedNumberScheduled: 0,
})
