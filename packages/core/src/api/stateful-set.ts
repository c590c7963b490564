import type { ApiTime } from './api-time.ts'
import type { JsonObject } from './json.ts'
import type { ObjectMeta } from './object-meta.ts'

/** A StatefulSet as the API server stores it (apps/v1). */
export interface StatefulSet {
  readonly kind: 'StatefulSet'
  readonly metadata: ObjectMeta
  readonly spec: StatefulSetSpec
  readonly status: StatefulSetStatus
}

export interface StatefulSetSpec {
  readonly replicas: number
  /** metav1.LabelSelector, or null when it is missing. */
  readonly selector: JsonObject | null
  /** The defaulted pod template, plain JSON: its bytes decide the revision. */
  readonly template: JsonObject
  readonly serviceName: string
  readonly podManagementPolicy: string
  readonly updateStrategy: StatefulSetUpdateStrategy
  readonly minReadySeconds: number
  /** Negative keeps everything. */
  readonly revisionHistoryLimit: number
  readonly ordinals?: { readonly start: number }
  readonly persistentVolumeClaimRetentionPolicy?: {
    readonly whenDeleted: string
    readonly whenScaled: string
  }
  readonly volumeClaimTemplates: readonly JsonObject[]
}

export interface StatefulSetUpdateStrategy {
  readonly type: string
  readonly rollingUpdate?: {
    readonly partition?: number
    readonly maxUnavailable?: number | string
  }
}

export interface StatefulSetStatus {
  readonly observedGeneration: number
  readonly replicas: number
  readonly readyReplicas: number
  readonly availableReplicas: number
  readonly currentReplicas: number
  readonly updatedReplicas: number
  readonly currentRevision: string
  readonly updateRevision: string
  /** Absent and 0 name the same revisions. */
  readonly collisionCount?: number
  readonly conditions?: readonly StatefulSetCondition[]
}

/** A condition of a StatefulSet; the controller itself sets Progressing, under `Recreate` only. */
export interface StatefulSetCondition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly lastTransitionTime: ApiTime
}

/** The status of a set that no controller has seen yet. */
export const NEW_STATEFUL_SET_STATUS: StatefulSetStatus = Object.freeze({
  observedGeneration: 0,
  replicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  currentReplicas: 0,
  updatedReplicas: 0,
  currentRevision: '',
  updateRevision: '',
})
