import { type ApiRequest, type DaemonSet, type DaemonSetStatus, seconds } from '@seatrial/core'
import { computeStatus, isStatusOutdated } from '../compute-status.ts'
import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { claimPods, takeClaimedPods } from './claim-pods.ts'
import { readSetRequest } from './claiming.ts'
import { type StageContext, requeueAfter } from './stage-context.ts'

/** S11 begins: the sync has looked at the set's present generation, whatever came of it. */
export function startReport(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  sync.observedGeneration = sync.set.metadata.generation
  return claimPods(context, sync, 'report')
}

/** Writes the status if it says something else than the stored one. */
export function report(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (!takeClaimedPods(context, sync)) return 'failed'
  const { index, set } = sync
  sync.status = computeStatus(index, set.status, sync.observedGeneration)
  if (!isStatusOutdated(set, sync.status)) return end(context, sync)
  return sync.send([statusRequest(set, sync.status)], 'in-turn', 'check-report')
}

/** A refused write is tried once more on the set as the server has it. */
export function checkReport(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (!sync.run.wasRefused) return end(context, sync)
  return sync.send([readSetRequest(sync.set)], 'in-turn', 'retry-report')
}

export function retryReport(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const result = sync.run.results[0]
  if (result?.type !== 'done') return 'failed'
  const live = result.object as DaemonSet
  return sync.send([statusRequest(live, sync.status)], 'in-turn', 'check-retry')
}

export function checkRetry(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  return sync.run.wasRefused ? 'failed' : end(context, sync)
}

/** Pods that are Ready become available without any event that would wake the set. */
function end(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { minReadySeconds } = sync.set.spec
  const { numberReady, numberAvailable } = sync.status
  if (minReadySeconds > 0 && numberReady !== numberAvailable) {
    requeueAfter(context, sync, seconds(minReadySeconds))
  }
  return sync.hasFailed ? 'failed' : 'done'
}

/** The collision count is the one that the object has. */
function statusRequest(set: DaemonSet, status: DaemonSetStatus): ApiRequest {
  const { namespace, name } = set.metadata
  const { collisionCount } = set.status
  const { collisionCount: _computed, ...counters } = status
  return {
    verb: 'update',
    resource: 'daemonsets',
    subresource: 'status',
    namespace,
    name,
    object: {
      ...set,
      status: { ...counters, ...(collisionCount !== undefined && { collisionCount }) },
    },
    why: 'what the set has differs from its status (DS-S1)',
  }
}
