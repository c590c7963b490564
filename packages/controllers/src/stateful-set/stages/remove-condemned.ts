import {
  CONDEMNED,
  CONDEMNED_AND_MISOWNED,
  CONDEMNED_AND_STAYING,
  type PlaceSet,
} from '../places/place-sets.ts'
import { type CondemnedPlan, planCondemned } from '../plans/plan-condemned.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { ClaimOwnership } from '../tasks/claim-ownership.ts'
import { PodDeletion } from '../tasks/pod-deletion.ts'
import { countPods, readClock, stop } from './count-pods.ts'
import { PlaceBatches, type RankedPlace } from './place-batches.ts'
import type { StageContext } from './stage-context.ts'

/** Gives the claims of condemned pods the owners that the policy wants, before the pods go (STS-D2). */
export function ownCondemnedClaims(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { slots } = sync.setRecord
  if (slots.count(CONDEMNED) === 0) return settle(sync, context)
  const pace = sync.isOrderedReady ? 'one-by-one' : 'slow-start'
  sync.batches = new PlaceBatches(rankedCondemned(sync, CONDEMNED_AND_MISOWNED), pace)
  return ownMoreCondemnedClaims(sync, context)
}

export function ownMoreCondemnedClaims(
  sync: StatefulSetSync,
  context: StageContext,
): StatefulSetStep {
  const { slots } = sync.setRecord
  for (;;) {
    if (sync.hasFailed) return stop(sync, context)
    const batch = sync.batches.take()
    if (batch.length === 0) return 'remove-condemned'
    for (const { place } of batch) {
      const pod = slots.podAt(place)
      const ordinal = slots.layout.ordinalAt(place)
      if (pod !== undefined) sync.run(new ClaimOwnership(sync, context, { pod, ordinal }))
    }
    if (sync.outstanding > 0) return 'own-more-condemned-claims'
  }
}

/** Deletes pods outside of the range: the highest, or under Parallel all of them. */
export function removeCondemned(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  readClock(sync, context)
  const { slots } = sync.setRecord
  if (sync.isOrderedReady) {
    const top = slots.previous(CONDEMNED, slots.layout.placeCount - 1)
    removeOne(sync, context, top)
    return 'stop'
  }
  sync.batches = new PlaceBatches(rankedCondemned(sync, CONDEMNED_AND_STAYING), 'slow-start')
  return removeMoreCondemned(sync, context)
}

export function removeMoreCondemned(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  for (;;) {
    if (sync.hasFailed) return stop(sync, context)
    const batch = sync.batches.take()
    if (batch.length === 0) return settle(sync, context)
    for (const { place } of batch) removeOne(sync, context, place)
    if (sync.outstanding > 0) return 'remove-more-condemned'
  }
}

/** Scaling is settled: now pods may be replaced. */
function settle(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  countPods(sync, context, 'placed')
  return 'roll-out'
}

function planFor(sync: StatefulSetSync, place: number): CondemnedPlan {
  return planCondemned(sync.setRecord.slots.factsAt(place), {
    isMonotonic: sync.isOrderedReady,
    isFirstUnavailable: place === sync.firstUnavailable,
  })
}

function removeOne(sync: StatefulSetSync, context: StageContext, place: number): void {
  const { slots } = sync.setRecord
  const pod = slots.podAt(place)
  if (pod === undefined) return
  const ordinal = slots.layout.ordinalAt(place)
  const { action, why } = planFor(sync, place)
  sync.note(why, ordinal)
  if (action === 'none') return
  const podName = pod.identity.name
  sync.run(new PodDeletion(sync, context, { ordinal, podName, why, toleratesMissing: false }))
}

/** The condemned pods of a set from the highest ordinal down, each with its rank among all of them. */
function rankedCondemned(
  { setRecord: { slots } }: StatefulSetSync,
  wanted: PlaceSet,
): readonly RankedPlace[] {
  const ranked: RankedPlace[] = []
  let place = slots.layout.placeCount
  for (let rank = 0; ranked.length < slots.count(wanted); rank++) {
    place = slots.previous(CONDEMNED, place - 1)
    if (slots.previous(wanted, place) === place) ranked.push({ place, rank })
  }
  return ranked
}
