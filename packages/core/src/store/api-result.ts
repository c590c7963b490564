import type { StoredObject } from '../api/stored-object.ts'
import type { FieldError } from '../api/validation/field-error.ts'

/** Why the API server refused a request, in its own words (metav1.StatusReason). */
export type RefusalReason =
  | 'AlreadyExists'
  | 'NotFound'
  | 'Conflict'
  | 'Invalid'
  | 'Forbidden'
  | 'TooManyRequests'
  | 'NamespaceTerminating'
  | 'InternalError'

/** What the API server answers. */
export type ApiResult =
  { readonly type: 'done'; readonly object: StoredObject | undefined } | Refusal

/** Why the API server did not do it. */
export interface Refusal {
  readonly type: 'refused'
  readonly reason: RefusalReason
  readonly message: string
  /** How long the client is told to wait before it asks again. */
  readonly retryAfterSeconds?: number
  /** What stood in the way (metav1.StatusCause). */
  readonly cause?: 'DisruptionBudget'
  /** What is wrong with which object, where that is why. */
  readonly details?: InvalidDetails
}

/** An object that breaks the rules of its kind, and how (metav1.StatusDetails). */
export interface InvalidDetails {
  readonly kind: string
  readonly name: string
  readonly errors: readonly FieldError[]
}

/** Success without an object to show, shared. */
export const DONE: ApiResult = Object.freeze({ type: 'done', object: undefined })

/** A refusal. */
export function refused(reason: RefusalReason, message: string): Refusal {
  return { type: 'refused', reason, message }
}

/** True when the request was refused for this reason. */
export function isRefusedFor(result: ApiResult, reason: RefusalReason): boolean {
  return result.type === 'refused' && result.reason === reason
}
