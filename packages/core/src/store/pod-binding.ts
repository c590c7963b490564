import { isBound, isTerminating } from '../api/pod-predicates.ts'
import { withPodCondition } from '../api/pod-conditions.ts'
import { type Pod, draftOf } from '../api/pod.ts'
import type { PodBinding, SchedulingStatus } from './api-request.ts'
import type { ApiServer } from './api-server.ts'
import type { Cause } from './change-feed.ts'
import { notFound } from './refusals.ts'
import { type ApiResult, refused } from './api-result.ts'

interface PodName {
  readonly namespace: string
  readonly name: string
}

/** Gives a pod its node, unless it has one already, is another one, or is about to go. */
export function bindPod(
  server: ApiServer,
  { namespace, name }: PodName,
  binding: PodBinding,
  cause: Cause,
): ApiResult {
  const stored = server.get('pods', namespace, name)
  if (stored === undefined) return notFound('pods', name)
  if (stored.identity !== binding.identity) return wrongPod(stored)
  if (isTerminating(stored)) {
    return cannotBind(name, 'is being deleted, cannot be assigned to a host')
  }
  if (isBound(stored)) {
    return cannotBind(name, `is already assigned to node "${stored.nodeName}"`)
  }
  const draft = draftOf(stored)
  draft.nodeName = binding.nodeName
  draft.nominatedNodeName = binding.nominatedNodeName
  draft.conditions = hasOthers(stored)
    ? binding.conditions.reduce(withPodCondition, stored.conditions)
    : binding.conditions
  server.commitPod(draft, cause)
  return { type: 'done', object: draft }
}

function cannotBind(name: string, why: string): ApiResult {
  const operation = `Operation cannot be fulfilled on pods/binding "${name}"`
  return refused('Conflict', `${operation}: pod ${name} ${why}`)
}

/** Writes what a scheduler has to say of a pod without a node. */
export function writeSchedulingStatus(
  server: ApiServer,
  { namespace, name }: PodName,
  status: SchedulingStatus,
  cause: Cause,
): ApiResult {
  const stored = server.get('pods', namespace, name)
  if (stored === undefined) return notFound('pods', name)
  if (stored.identity.uid !== status.uid) return wrongPod(stored)
  const draft = draftOf(stored)
  draft.nominatedNodeName = status.nominatedNodeName
  if (status.condition !== undefined) {
    draft.conditions = withPodCondition(stored.conditions, status.condition)
  }
  server.commitPod(draft, cause)
  return { type: 'done', object: draft }
}

function wrongPod({ identity }: Pod): ApiResult {
  return refused('Conflict', `the uid of pods "${identity.name}" is ${identity.uid}`)
}

/** Nearly every pod without a node has no condition but PodScheduled; then lists can be shared. */
function hasOthers(pod: Pod): boolean {
  return pod.conditions.some(({ type }) => type !== 'PodScheduled')
}
