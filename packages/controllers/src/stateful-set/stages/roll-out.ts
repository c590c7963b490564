import { statefulSetMaxUnavailable } from '@seatrial/core'
import {
  OUTDATED_AND_AVAILABLE,
  OUTDATED_AND_UNAVAILABLE,
  UNAVAILABLE,
} from '../places/place-sets.ts'
import { statefulSetPodName } from '../pod-from-template.ts'
import {
  type RolloutPlan,
  type RolloutSlots,
  planBudgetRollout,
  planLegacyRollout,
  planTwoPhaseRollout,
} from '../plans/plan-rollout.ts'
import type { SlotIndex } from '../places/slot-index.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { PodDeletion } from '../tasks/pod-deletion.ts'
import { clockOf } from './count-pods.ts'
import type { StageContext } from './stage-context.ts'

/** Replaces outdated pods as the strategy allows, one after the other. */
export function rollOut(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { type } = sync.set.spec.updateStrategy
  if (type === 'OnDelete' || type === 'Recreate') return 'report'
  const plan = planRollout(sync, context)
  if (plan === undefined) {
    sync.hasFailed = true
    return 'report'
  }
  sync.note(plan.why)
  sync.places = plan.deletes
  sync.replaceWhy = plan.why
  sync.cursor = 0
  tellDecision(sync, context)
  return replaceNext(sync, context)
}

/** Each deletion counts as soon as it has succeeded; the first failure ends the rollout. */
export function checkReplacement(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  if (sync.hasFailed) return 'report'
  sync.replacedCount++
  return replaceNext(sync, context)
}

function replaceNext(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const place = sync.places[sync.cursor++]
  if (place === undefined) return 'report'
  const ordinal = sync.setRecord.slots.layout.ordinalAt(place)
  const podName = podNameAt(sync, place)
  const why = sync.replaceWhy
  sync.note(why, ordinal)
  sync.run(new PodDeletion(sync, context, { ordinal, podName, why, toleratesMissing: true }))
  return 'check-replacement'
}

/** A slot that was filled in this very pass has a name and no pod yet. */
function podNameAt({ set, setRecord: { slots } }: StatefulSetSync, place: number): string {
  const stored = slots.podAt(place)
  return (
    stored?.identity.name ?? statefulSetPodName(set.metadata.name, slots.layout.ordinalAt(place))
  )
}

function tellDecision(sync: StatefulSetSync, context: StageContext): void {
  if (sync.places.length === 0) return
  context.passes?.decided({
    type: 'replace-pods',
    set: sync.set,
    podNames: sync.places.map((place) => podNameAt(sync, place)),
    updateRevision: sync.revisionPair.update.metadata.name,
    judgedAt: clockOf(sync, context),
  })
}

/** Undefined when `maxUnavailable` cannot be read. */
function planRollout(sync: StatefulSetSync, { behaviours }: StageContext): RolloutPlan | undefined {
  const { rollingUpdate } = sync.set.spec.updateStrategy
  const slots = new IndexedSlots(sync.setRecord.slots)
  const partition = rollingUpdate?.partition ?? 0
  if (!behaviours.maxUnavailableGate) return planLegacyRollout(slots, partition)
  const { replicas } = sync.set.spec
  const maxUnavailable = statefulSetMaxUnavailable(rollingUpdate?.maxUnavailable, replicas)
  if (maxUnavailable === undefined) return undefined
  return behaviours.twoPhaseParallel && !sync.isOrderedReady
    ? planTwoPhaseRollout(slots, partition, maxUnavailable)
    : planBudgetRollout(slots, partition, maxUnavailable)
}

/** The slots of an index, for the planners. */
class IndexedSlots implements RolloutSlots {
  readonly #index: SlotIndex

  constructor(index: SlotIndex) {
    this.#index = index
  }

  get slotCount(): number {
    return this.#index.layout.slotCount
  }

  get unavailableCount(): number {
    return this.#index.count(UNAVAILABLE)
  }

  get outdatedUnavailableCount(): number {
    return this.#index.count(OUTDATED_AND_UNAVAILABLE)
  }

  previousUnavailable(from: number): number {
    return this.#index.previous(UNAVAILABLE, from)
  }

  previousOutdatedUnavailable(from: number): number {
    return this.#index.previous(OUTDATED_AND_UNAVAILABLE, from)
  }

  previousOutdatedAvailable(from: number): number {
    return this.#index.previous(OUTDATED_AND_AVAILABLE, from)
  }
}
