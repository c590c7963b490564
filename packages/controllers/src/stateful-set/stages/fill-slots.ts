import { slowStartBatchEnd } from '../../runtime/slow-start.ts'
import { TO_VISIT } from '../places/place-sets.ts'
import { type SlotPlan, planSlot } from '../plans/plan-slot.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { slotTask } from '../tasks/slot-task.ts'
import { readClock, stop } from './count-pods.ts'
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
  for (;;) {
    if (sync.hasFailed) return stop(sync, context)
    const place = nextSlot(sync)
    if (place < 0) return 'own-condemned-claims'
    const mayGoOn = sync.isOrderedReady
      ? visit(sync, context, place)
      : visitBatch(sync, context, place)
    if (!mayGoOn) return 'stop'
    if (sync.outstanding > 0) return 'fill-more-slots'
  }
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
  if (plan.action === 'create') {
    context.passes?.decided({ type: 'fill-slot', set: sync.set, ordinal })
  }
  const task = slotTask(sync, context, place, plan)
  if (task !== undefined) sync.run(task)
}
