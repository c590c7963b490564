import type { ApiTime } from './api-time.ts'
import type { JsonObject } from './json.ts'
import type { ObjectMeta } from './object-meta.ts'
import type { ConditionStatus } from './pod.ts'

/** A PersistentVolumeClaim as the API server stores it (core/v1). */
export interface PersistentVolumeClaim {
  readonly kind: 'PersistentVolumeClaim'
  readonly metadata: ObjectMeta
  /** Plain JSON; claims of one template share all but `volumeName`, which lies beside it. */
  readonly spec: JsonObject
  /** The bound volume, '' until there is one. */
  readonly volumeName: string
  readonly phase: 'Pending' | 'Bound' | 'Lost'
  /** Bound capacity as a text, '' until bound. */
  readonly capacity: string
  /** Absent while it has none. */
  readonly conditions?: readonly ClaimCondition[]
}

export interface ClaimCondition {
  readonly type: string
  readonly status: ConditionStatus
  readonly reason: string
  readonly lastTransitionTime: ApiTime
}

/** A PersistentVolume as the API server stores it (core/v1). */
export interface PersistentVolume {
  readonly kind: 'PersistentVolume'
  readonly metadata: ObjectMeta
  readonly spec: JsonObject
  readonly phase: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed'
  /** `namespace/name` of the claim it is reserved for, '' for none. */
  readonly claim: string
}

/** The finalizer that keeps a claim while a pod uses it. */
export const CLAIM_PROTECTION_FINALIZER = 'kubernetes.io/pvc-protection'

/** The finalizer that keeps a volume while it is bound to a claim. */
export const VOLUME_PROTECTION_FINALIZER = 'kubernetes.io/pv-protection'
