import { type DaemonSet, type JsonObject, isBeingDeleted, isJsonObject } from '@seatrial/core'
import { objectNameOf } from '../../runtime/object-sync.ts'
import { daemonSetEvent } from '../daemon-set-event.ts'
import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { claimRevisions } from './revision-stage.ts'
import type { StageContext } from './stage-context.ts'

/** S1–S5: is there anything to be done, and is the cache fresh enough to say so? */
export function begin(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { key } = sync
  if (!showsOwnWrites(context, key)) return 'failed'
  const { namespace, name } = objectNameOf(key)
  const set = context.informers.daemonSets.get(namespace, name)
  if (set === undefined) {
    context.expectations.forget(key)
    return 'done'
  }
  if (isSelectingAll(set)) {
    context.recorder.record(daemonSetEvent(set, SELECTING_ALL))
    return 'done'
  }
  if (isBeingDeleted(set)) return 'done'
  const known = context.sets.of(set)
  sync.concern(set, known)
  known.index.readNodes(known.placementOf(set))
  context.passes?.nodesRead(key)
  return claimRevisions(context, sync)
}

function showsOwnWrites({ behaviours, informers, ownWrites }: StageContext, key: string): boolean {
  if (!behaviours.readYourWritesDaemonSet) return true
  return (
    ownWrites.isShownBy(key, 'pods', informers.pods.resourceVersion) &&
    ownWrites.isShownBy(key, 'daemonsets', informers.daemonSets.resourceVersion)
  )
}

/** A selector without any requirement, which would match every pod of the namespace. */
function isSelectingAll({ spec: { selector } }: DaemonSet): boolean {
  if (selector === null) return false
  return [selector['matchLabels'], selector['matchExpressions']].every(isEmpty)
}

function isEmpty(value: JsonObject[string] | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0
  return !isJsonObject(value) || Object.keys(value).length === 0
}

const SELECTING_ALL = {
  type: 'Warning',
  reason: 'SelectingAll',
  message: 'This daemon set is selecting all pods. A non-empty selector is required.',
} as const
