import { isBeingDeleted } from '@seatrial/core'
import { CONDEMNED_AND_UNAVAILABLE, UNAVAILABLE } from '../places/place-sets.ts'
import { currentRevisionEnd } from '../plans/pod-revision.ts'
import type { RevisionPair, StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { countPods } from './count-pods.ts'
import type { StageContext } from './stage-context.ts'

/** Judges the pods by the two revisions, and finds out whether the pass may do anything at all. */
export function prepare(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { set, setRecord, revisionPair } = sync
  const { behaviours } = context
  if (!areReadable(sync, revisionPair)) return failWithoutStatus(sync)
  const { type } = set.spec.updateStrategy
  if (type === 'Recreate' && !behaviours.recreate) {
    warnOfStrategy(sync, context)
    return failWithoutStatus(sync)
  }
  sync.startedAt = context.simulation.now
  setRecord.slots.advanceTo(sync.startedAt)
  setRecord.slots.expect({
    updateRevision: revisionPair.update.metadata.name,
    outdatedBelow: outdatedSlotsEnd(sync, revisionPair),
  })
  sync.conditions = behaviours.carriesConditions ? (set.status.conditions ?? []) : []
  sync.firstUnavailable = firstUnavailable(sync)
  if (isBeingDeleted(set)) {
    countPods(sync, context, 'all claimed')
    return 'report'
  }
  return type === 'Recreate' ? 'recreate' : 'fill-slots'
}

/** A revision that cannot be read ends the pass, whether any pod is of it or not (STS-R11). */
function areReadable({ setRecord }: StatefulSetSync, { current, update }: RevisionPair): boolean {
  const { revisions } = setRecord
  return revisions.templateOf(current) !== undefined && revisions.templateOf(update) !== undefined
}

function failWithoutStatus(sync: StatefulSetSync): StatefulSetStep {
  sync.hasFailed = true
  return 'truncate-history'
}

function warnOfStrategy({ setRecord }: StatefulSetSync, { recorder }: StageContext): void {
  recorder.record({
    about: setRecord.subject,
    type: 'Warning',
    reason: 'UnknownStrategy',
    message: 'the update strategy Recreate is not enabled',
  })
}

/** Empty slots below it would be filled with a pod that is outdated already. */
function outdatedSlotsEnd({ set }: StatefulSetSync, { current, update }: RevisionPair): number {
  return current.metadata.name === update.metadata.name ? 0 : currentRevisionEnd(set)
}

/** The first unavailable pod: slots from the lowest up, then condemned pods likewise (STS-D3). */
function firstUnavailable({ setRecord: { slots } }: StatefulSetSync): number {
  const slot = slots.next(UNAVAILABLE, 0)
  return slot >= 0 ? slot : slots.next(CONDEMNED_AND_UNAVAILABLE, 0)
}
