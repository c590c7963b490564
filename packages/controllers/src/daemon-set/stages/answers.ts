import {
  type ApiRequest,
  type ApiResult,
  type StoredObject,
  isRefusedFor,
  nameOf,
  resourceVersionOf,
} from '@seatrial/core'
import { podControlEvent } from '../daemon-set-event.ts'
import type { DaemonSetSync } from '../daemon-set-sync.ts'
import type { StageContext } from './stage-context.ts'

/** Takes note of an answer at the moment it comes, whatever else the sync still waits for. */
export function takeNote(
  context: StageContext,
  sync: DaemonSetSync,
  request: ApiRequest,
  result: ApiResult,
): void {
  if (request.resource === 'pods') {
    if (request.verb === 'create') noteCreation(context, sync, result)
    else if (request.verb === 'delete') noteDeletion(context, sync, request.name, result)
  }
  if (result.type === 'done' && result.object !== undefined && isWaitedFor(request)) {
    noteOwnWrite(context, sync, request, result.object)
  }
}

/** Nobody is told of a namespace that takes no more pods, and the creation stays expected. */
function noteCreation(context: StageContext, sync: DaemonSetSync, result: ApiResult): void {
  const { expectations, recorder } = context
  if (isRefusedFor(result, 'NamespaceTerminating')) return
  if (result.type === 'refused') {
    sync.hasFailed = true
    expectations.creationObserved(sync.key)
    const message = `Error creating: ${result.message}`
    recorder.record(podControlEvent(sync.set, { type: 'Warning', reason: 'FailedCreate', message }))
    return
  }
  const message = `Created pod: ${result.object === undefined ? '' : nameOf(result.object)}`
  recorder.record(
    podControlEvent(sync.set, { type: 'Normal', reason: 'SuccessfulCreate', message }),
  )
}

/** A pod that is gone already needs no deletion; no watch event will tell of it. */
function noteDeletion(
  context: StageContext,
  sync: DaemonSetSync,
  podName: string,
  result: ApiResult,
): void {
  const { expectations, recorder } = context
  if (result.type === 'done') {
    const message = `Deleted pod: ${podName}`
    recorder.record(
      podControlEvent(sync.set, { type: 'Normal', reason: 'SuccessfulDelete', message }),
    )
    return
  }
  expectations.deletionObserved(sync.key)
  if (result.reason === 'NotFound') return
  sync.hasFailed = true
  const message = `Error deleting: ${result.message}`
  recorder.record(podControlEvent(sync.set, { type: 'Warning', reason: 'FailedDelete', message }))
}

/** The writes that the next sync has to see: pods made, taken or let go, and the status. */
function isWaitedFor(request: ApiRequest): boolean {
  if (request.resource === 'daemonsets') return request.verb === 'update'
  if (request.resource !== 'pods') return false
  return request.verb === 'create' || (request.verb === 'patch' && 'owner' in request)
}

function noteOwnWrite(
  context: StageContext,
  sync: DaemonSetSync,
  request: ApiRequest,
  object: StoredObject,
): void {
  if (request.resource === 'events') return
  context.ownWrites.record(sync.key, request.resource, resourceVersionOf(object))
}
