import type { StoredObject } from '../api/stored-object.ts'

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
  | { readonly type: 'done'; readonly object: StoredObject | undefined }
  | { readonly type: 'refused'; readonly reason: RefusalReason; readonly message: string }

/** Success without an object to show, shared. */
export const DONE: ApiResult = Object.freeze({ type: 'done', object: undefined })

/** A refusal. */
export function refused(reason: RefusalReason, message: string): ApiResult {
  return { type: 'refused', reason, message }
}

/** True when the request was refused for this reason. */
export function isRefusedFor(result: ApiResult, reason: RefusalReason): boolean {
  return result.type === 'refused' && result.reason === reason
}
