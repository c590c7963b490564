import type { JsonObject } from '@seatrial/core'
import type {
  PrintedDaemonSet,
  PrintedStatefulSet,
  PrintedUpdateStrategy,
} from './printed-objects.ts'

/** The kinds whose rollout can be followed. */
export type RolloutKind = 'StatefulSet' | 'DaemonSet'

/** What `kubectl rollout status` makes of an object at one moment. */
export type RolloutStatus =
  /** A line to print; `done` ends the command. */
  | { readonly type: 'text'; readonly text: string; readonly done: boolean }
  /** The rollout of this object cannot be followed at all. */
  | { readonly type: 'error'; readonly message: string }

/**
 * What `kubectl rollout status` says of a set, given as `kubectl get -o json` gives it. The line end
 * belongs to the text. All known releases agree. Source: conformance/rollout-status.md.
 */
export function rolloutStatus(kind: RolloutKind, object: JsonObject): RolloutStatus {
  const set = object as PrintedStatefulSet & PrintedDaemonSet
  if (set.spec?.updateStrategy?.type !== 'RollingUpdate') return NOT_A_ROLLING_UPDATE
  return kind === 'StatefulSet' ? statefulSetStatus(set) : daemonSetStatus(set)
}

const NOT_A_ROLLING_UPDATE: RolloutStatus = {
  type: 'error',
  message: 'rollout status is only available for RollingUpdate strategy type',
}

/**
 * Readiness is asked for, not availability, so that `minReadySeconds` plays no part. A strategy with
 * `rollingUpdate` (what defaulting writes) ends with the partitioned text, also with partition 0.
 */
function statefulSetStatus({ metadata, spec, status }: PrintedStatefulSet): RolloutStatus {
  const observed = status?.observedGeneration ?? 0
  if (observed === 0 || observed < (metadata?.generation ?? 0)) {
    return waiting('Waiting for statefulset spec update to be observed...')
  }
  const missing = (spec?.replicas ?? 0) - (status?.readyReplicas ?? 0)
  if (missing > 0) return waiting(`Waiting for ${missing} pods to be ready...`)
  const updated = status?.updatedReplicas ?? 0
  const rollingUpdate = spec?.updateStrategy?.rollingUpdate ?? undefined
  if (rollingUpdate !== undefined) return partitionedStatus(spec?.replicas, rollingUpdate, updated)
  const { currentRevision = '', updateRevision = '', currentReplicas = 0 } = status ?? {}
  if (updateRevision !== currentRevision) {
    return waiting(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${updateRevision}...`,
    )
  }
  return done(
    `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`,
  )
}

type RollingUpdate = NonNullable<PrintedUpdateStrategy['rollingUpdate']>

function partitionedStatus(
  replicas: number | undefined,
  { partition }: RollingUpdate,
  updated: number,
): RolloutStatus {
  if (replicas !== undefined && partition !== undefined && updated < replicas - partition) {
    return waiting(
      `Waiting for partitioned roll out to finish: ${updated} out of ${replicas - partition} new pods have been updated...`,
    )
  }
  return done(`partitioned roll out complete: ${updated} new pods have been updated...`)
}

function daemonSetStatus({ metadata, status }: PrintedDaemonSet): RolloutStatus {
  const name = metadata?.name ?? ''
  if ((metadata?.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return waiting('Waiting for daemon set spec update to be observed...')
  }
  const desired = status?.desiredNumberScheduled ?? 0
  const updated = status?.updatedNumberScheduled ?? 0
  const available = status?.numberAvailable ?? 0
  if (updated < desired) {
    return waiting(
      `Waiting for daemon set "${name}" rollout to finish: ${updated} out of ${desired} new pods have been updated...`,
    )
  }
  if (available < desired) {
    return waiting(
      `Waiting for daemon set "${name}" rollout to finish: ${available} of ${desired} updated pods are available...`,
    )
  }
  return done(`daemon set "${name}" successfully rolled out`)
}

function waiting(line: string): RolloutStatus {
  return { type: 'text', text: `${line}\n`, done: false }
}

function done(line: string): RolloutStatus {
  return { type: 'text', text: `${line}\n`, done: true }
}
