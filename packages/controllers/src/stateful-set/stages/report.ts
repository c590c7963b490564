import {
  type Duration,
  type StatefulSet,
  isRefusedFor,
  milliseconds,
  statefulSetMaxUnavailable,
  toApiTime,
} from '@seatrial/core'
import { computeStatus, isWorthWriting } from '../plans/compute-status.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import type { StageContext } from './stage-context.ts'

const TRIES_MAX = 5
const PAUSE: Duration = milliseconds(10)

/** Writes the status that the pass has come to, if it says anything new (STS-T4). */
export function report(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { set, revisionPair } = sync
  if (context.behaviours.invalidMaxUnavailableBreaksStatus && !isMaxUnavailableReadable(set)) {
    sync.hasFailed = true
    return 'truncate-history'
  }
  const status = computeStatus(
    set,
    {
      counts: sync.podCounts,
      replacedCount: sync.replacedCount,
      currentRevision: revisionPair.current.metadata.name,
      updateRevision: revisionPair.update.metadata.name,
      collisionCount: sync.collisionCount,
      conditions: sync.conditions,
      now: toApiTime(sync.startedAt),
    },
    context.behaviours,
  )
  sync.status = status
  if (!isWorthWriting(set.status, status, context.behaviours)) return 'truncate-history'
  sync.tries = 0
  sync.reportedOver = set
  return write(sync)
}

/**
 * A conflict has the status written again, after a pause, over the set that the cache showed at the
 * moment of the refusal (STS-T5).
 */
export function checkReport(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { answer, set } = sync
  if (answer?.type === 'done') return 'truncate-history'
  if (answer !== undefined && isRefusedFor(answer, 'Conflict') && sync.tries < TRIES_MAX) {
    const { name, namespace } = set.metadata
    sync.reportedOver = context.informers.statefulSets.get(namespace, name) ?? sync.reportedOver
    context.loop.pause(sync, context.conflictPause ?? PAUSE)
    return 'report-again'
  }
  sync.hasFailed = true
  return 'truncate-history'
}

export function reportAgain(sync: StatefulSetSync): StatefulSetStep {
  return write(sync)
}

function write(sync: StatefulSetSync): StatefulSetStep {
  sync.tries++
  const { kind, metadata, spec } = sync.reportedOver ?? sync.set
  return sync.send(
    {
      verb: 'update',
      resource: 'statefulsets',
      subresource: 'status',
      namespace: metadata.namespace,
      name: metadata.name,
      why: 'the status has changed',
      object: { kind, metadata, spec, status: sync.newStatus },
    },
    'check-report',
  )
}

function isMaxUnavailableReadable({ spec }: StatefulSet): boolean {
  const { rollingUpdate } = spec.updateStrategy
  return statefulSetMaxUnavailable(rollingUpdate?.maxUnavailable, spec.replicas) !== undefined
}
