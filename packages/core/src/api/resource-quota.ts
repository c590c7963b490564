import type { JsonObject } from './json.ts'
import type { ObjectMeta } from './object-meta.ts'

/** A ResourceQuota as the API server stores it. */
export interface ResourceQuota {
  readonly kind: 'ResourceQuota'
  readonly metadata: ObjectMeta
  /** `hard`, the limits by resource, and the scopes of a quota that is for some pods only. */
  readonly spec: JsonObject
  readonly status: ResourceQuotaStatus
}

/** What is enforced. Both are absent until the quota has been counted for the first time. */
export interface ResourceQuotaStatus {
  /** The limits of the spec as they were when the quota was counted last. */
  readonly hard?: JsonObject
  /** How much is taken of each of them. */
  readonly used?: JsonObject
}
