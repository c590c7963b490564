import { toApiTime } from '@seatrial/core'
import { CREATED, OUTDATED, TERMINATING } from '../places/place-facts.ts'
import {
  CONDEMNED,
  OUTDATED_AND_AVAILABLE,
  OUTDATED_AND_UNAVAILABLE,
} from '../places/place-sets.ts'
import {
  creatingCondition,
  deletingCondition,
  withCondition,
} from '../plans/progressing-condition.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { PodDeletion } from '../tasks/pod-deletion.ts'
import { stop } from './count-pods.ts'
import { PlaceBatches, type RankedPlace } from './place-batches.ts'
import type { StageContext } from './stage-context.ts'

/** Deletes every outdated pod, and makes nothing until the last of them is gone (STS-E1). */
export function recreate(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { current, update } = sync.revisionPair
  const { slots } = sync.setRecord
  const now = toApiTime(sync.startedAt)
  if (slots.tally.createdWithout(update.metadata.name) === 0) {
    if (current.metadata.name !== update.metadata.name) {
      sync.conditions = withCondition(sync.conditions, creatingCondition(now))
    }
    return 'fill-slots'
  }
  sync.batches = new PlaceBatches(outdatedPlaces(sync), 'slow-start')
  return recreateMore(sync, context)
}

export function recreateMore(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  for (;;) {
    if (sync.hasFailed) break
    const batch = sync.batches.take()
    if (batch.length === 0) {
      const now = toApiTime(sync.startedAt)
      sync.conditions = withCondition(sync.conditions, deletingCondition(now))
      break
    }
    for (const { place } of batch) deleteAt(sync, context, place)
    if (sync.outstanding > 0) return 'recreate-more'
  }
  return stop(sync, context)
}

function deleteAt(sync: StatefulSetSync, context: StageContext, place: number): void {
  const { slots } = sync.setRecord
  const podName = slots.podAt(place)?.identity.name ?? ''
  const ordinal = slots.layout.ordinalAt(place)
  const why = 'all outdated pods go first'
  sync.note(why, ordinal)
  sync.run(new PodDeletion(sync, context, { ordinal, podName, why, toleratesMissing: true }))
}

/** The places that have to be emptied: slots from the lowest up, then condemned ones from the highest down. */
function outdatedPlaces({ setRecord: { slots } }: StatefulSetSync): readonly RankedPlace[] {
  const inSlots: number[] = []
  for (const set of [OUTDATED_AND_AVAILABLE, OUTDATED_AND_UNAVAILABLE] as const) {
    for (let place = slots.next(set, 0); place >= 0; place = slots.next(set, place + 1)) {
      if ((slots.factsAt(place) & CREATED) !== 0) inSlots.push(place)
    }
  }
  const places = inSlots.sort((one, other) => one - other)
  const last = slots.layout.placeCount - 1
  for (let place = slots.previous(CONDEMNED, last); place >= 0;) {
    if ((slots.factsAt(place) & DELETABLE) === (CREATED | OUTDATED)) places.push(place)
    place = slots.previous(CONDEMNED, place - 1)
  }
  return places.map((place, rank) => ({ place, rank }))
}

const DELETABLE = CREATED | OUTDATED | TERMINATING
