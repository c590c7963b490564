import { type ApiRequest, type DaemonSet, seconds } from '@seatrial/core'
import { countNodes, isStatusOutdated } from '../compute-status.ts'
import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { claimPods, takeClaimedPods } from './claim-pods.ts'
import { readSetRequest } from './claiming.ts'
import { type StageContext, requeueAfter } from './stage-context.ts'

/** S11 begins: the sync has looked at the set's present generation, whatever came of it. */
export function startReport(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  sync.hasObserved = true
  return claimPods(context, sync, 'report')
}

/** Writes the status if it says something else than the stored one. */
export function report(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (!takeClaimedPods(context, sync)) return 'failed'
  sync.counters = countNodes(sync.index)
  if (!isStatusOutdated(sync.set, sync.counters)) return end(context, sync)
  return sync.send([statusRequest(sync, sync.set)], 'in-turn', 'check-report')
}

/** A refused write is tried once more on the set as the server has it. */
export function checkReport(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (!sync.run.wasRefused) return end(context, sync)
  return sync.send([readSetRequest(sync.set)], 'in-turn', 'retry-report')
}

export function retryReport(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const result = sync.run.results[0]
  if (result?.type !== 'done') return 'failed'
  return sync.send([statusRequest(sync, result.object as DaemonSet)], 'in-turn', 'check-retry')
}

export function checkRetry(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  return sync.run.wasRefused ? 'failed' : end(context, sync)
}

/** Pods that are Ready become available without any event that would wake the set. */
function end(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { minReadySeconds } = sync.set.spec
  const { numberReady, numberAvailable } = sync.counters
  if (minReadySeconds > 0 && numberReady !== numberAvailable) {
    requeueAfter(context, sync, seconds(minReadySeconds))
  }
  return sync.hasFailed ? 'failed' : 'done'
}

/** What the sync has counted, on the set as `base` has it. */
function statusRequest({ set, counters, hasObserved }: DaemonSetSync, base: DaemonSet): ApiRequest {
  const { kind, metadata, spec } = base
  const observedGeneration = hasObserved ? set.metadata.generation : base.status.observedGeneration
  return {
    verb: 'update',
    resource: 'daemonsets',
    subresource: 'status',
    namespace: metadata.namespace,
    name: metadata.name,
    object: { kind, metadata, spec, status: { ...base.status, ...counters, observedGeneration } },
    why: 'what the set has is not what its status says (DS-S2)',
  }
}
