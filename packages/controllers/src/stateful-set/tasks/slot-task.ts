import type { PodToCreate } from '@seatrial/core'
import type { SlotPlan } from '../plans/plan-slot.ts'
import { currentRevisionEnd } from '../plans/pod-revision.ts'
import type { StageContext } from '../stages/stage-context.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'
import { ClaimCompletion } from './claim-completion.ts'
import { asPodToCreate } from './placeholder.ts'
import { PodCreation } from './pod-creation.ts'
import { PodDeletion } from './pod-deletion.ts'
import { PodRepair } from './pod-repair.ts'
import type { PodTask } from './pod-task.ts'

/** The task that carries out what is planned for a slot; undefined when that is nothing. */
export function slotTask(
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

function newPod({ set, setRecord, revisionPair }: StatefulSetSync, place: number): PodToCreate {
  const revision = place < currentRevisionEnd(set) ? revisionPair.current : revisionPair.update
  return setRecord.blueprintOf(revision).podWith(setRecord.slots.layout.ordinalAt(place))
}
