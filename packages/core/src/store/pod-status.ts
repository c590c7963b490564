import { toApiTime } from '../api/api-time.ts'
import { withPodCondition } from '../api/pod-conditions.ts'
import { draftOf } from '../api/pod.ts'
import type { PodStatusChange } from './api-request.ts'
import type { ApiServer } from './api-server.ts'
import type { Cause } from './change-feed.ts'
import { conflict, notFound } from './refusals.ts'
import { type ApiResult, refused } from './api-result.ts'

/** Writes the fields of a pod's status that a controller names; all others stay. */
export function writePodStatus(
  server: ApiServer,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  status: PodStatusChange,
  cause: Cause,
): ApiResult {
  const stored = server.get('pods', namespace, name)
  if (stored === undefined) return notFound('pods', name)
  if (stored.identity.uid !== status.uid) {
    return refused('Conflict', `the uid of pods "${name}" is ${stored.identity.uid}`)
  }
  if (status.resourceVersion !== undefined && status.resourceVersion !== stored.resourceVersion) {
    return conflict('pods', name)
  }
  const draft = draftOf(stored)
  if (status.phase !== undefined) draft.phase = status.phase
  if (status.reason !== undefined) draft.reason = status.reason
  if (status.readyReason !== undefined) draft.readyReason = status.readyReason
  if (status.conditions !== undefined) draft.conditions = status.conditions
  if (status.ready !== undefined && status.ready !== draft.ready) {
    draft.ready = status.ready
    draft.readyTransitionTime = toApiTime(server.now)
  }
  if (status.condition !== undefined) {
    draft.conditions = withPodCondition(draft.conditions, status.condition)
  }
  if (status.observedGeneration !== undefined) draft.observedGeneration = status.observedGeneration
  server.commitPod(draft, cause)
  return { type: 'done', object: draft }
}
