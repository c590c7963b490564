import { slowStartBatchEnd } from '../../runtime/slow-start.ts'
import { TO_VISIT } from '../place-sets.ts'
import { type SlotPlan, planSlot } from '../plan-slot.ts'
import { currentRevisionEnd } from '../pod-revision.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { ClaimCompletion } from '../tasks/claim-completion.ts'
import { asPodToCreate } from '../tasks/placeholder.ts'
import { PodCreation } from '../tasks/pod-creation.ts'
import { PodDeletion } from '../tasks/pod-deletion.ts'
import { PodRepair } from '../tasks/pod-repair.ts'
import type { PodTask } from '../tasks/pod-task.ts'
import { countPods, readClock } from './count-pods.ts'
import { LARGEST_BATCH } from './place-batches.ts'
import type { StageContext } from './stage-context.ts'

/** Goes to the slots in which something is to be done, from the lowest up. */
export function fillSlots(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  sync.cursor = 0
  return fillMoreSlots(sync, context)
}

/**
 * OrderedReady: one slot after the other, until one ends the pass. Parallel: all of them, in growing
 * batches, until one fails. Slots in which nothing is to be done are never looked at.
 */
export function fillMoreSlots(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  readClock(sync, context)
  const isMonotonic = isOrderedReady(sync)
  for (;;) {
    if (sync.hasFailed) return reportCounts(sync, context)
    const place = nextSlot(sync)
    if (place < 0) return 'own-condemned-claims'
    const mayGoOn = isMonotonic ? visit(sync, context, place) : visitBatch(sync, context, place)
    if (!mayGoOn) return sync.outstanding > 0 ? 'stop-at-slot' : reportCounts(sync, context)
    if (sync.outstanding > 0) return 'fill-more-slots'
  }
}

/** The pass goes no further than this slot. */
export function stopAtSlot(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  return reportCounts(sync, context)
}

/** `podManagementPolicy`: anything but Parallel means one pod at a time. */
export function isOrderedReady({ set }: StatefulSetSync): boolean {
  return set.spec.podManagementPolicy !== 'Parallel'
}

function reportCounts(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  countPods(sync, context, 'placed')
  return 'report'
}

function nextSlot({ setRecord: { slots }, cursor }: StatefulSetSync): number {
  const place = slots.next(TO_VISIT, cursor)
  return place < slots.layout.slotCount ? place : -1
}

/** Does what one slot needs; false when the pass ends there. */
function visit(sync: StatefulSetSync, context: StageContext, place: number): boolean {
  sync.cursor = place + 1
  const plan = planSlot(sync.setRecord.slots.factsAt(place), true)
  start(sync, context, place, plan)
  return !plan.ends
}

/** Does what the slots of the batch need that this one belongs to. */
function visitBatch(sync: StatefulSetSync, context: StageContext, first: number): boolean {
  const { slots } = sync.setRecord
  const end = slowStartBatchEnd(first, LARGEST_BATCH)
  sync.cursor = end
  for (let place = first; place >= 0 && place < end; place = slots.next(TO_VISIT, place + 1)) {
    start(sync, context, place, planSlot(slots.factsAt(place), false))
  }
  return true
}

function start(sync: StatefulSetSync, context: StageContext, place: number, plan: SlotPlan): void {
  const ordinal = sync.setRecord.slots.layout.ordinalAt(place)
  sync.note(plan.why, ordinal)
  const task = taskFor(sync, context, place, plan)
  if (task !== undefined) sync.run(task)
}

function taskFor(
  sync: StatefulSetSync,
  context: StageContext,
  place: number,
  { action, verifies, why }: SlotPlan,
): PodTask | undefined {
  const { slots } = sync.setRecord
  const ordinal = slots.layout.ordinalAt(place)
  const stored = slots.podAt(place)
  if (action === 'create') {
    const pod = stored === undefined ? newPod(sync, place) : asPodToCreate(stored)
    return new PodCreation(sync, context, { ordinal, pod, stored, why, verifies })
  }
  if (stored === undefined) return undefined
  switch (action) {
    case 'delete': {
      const podName = stored.identity.name
      return new PodDeletion(sync, context, { ordinal, podName, why, toleratesMissing: false })
    }
    case 'complete-claims':
      return new ClaimCompletion(sync, context, { ordinal, pod: stored, verifies })
    case 'none':
      return verifies ? new PodRepair(sync, context, { ordinal, pod: stored }) : undefined
  }
}

function newPod(sync: StatefulSetSync, place: number): ReturnType<typeof asPodToCreate> {
  const { current, update } = sync.revisionPair
  const revision = place < currentRevisionEnd(sync.set) ? current : update
  const { setRecord } = sync
  return setRecord.blueprintOf(revision).podWith(setRecord.slots.layout.ordinalAt(place))
}
