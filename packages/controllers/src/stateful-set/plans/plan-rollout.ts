/** The slots of a set as a rollout asks about them; −1 stands for none. */
export interface RolloutSlots {
  readonly slotCount: number
  /** Over all slots, also those below the partition and empty ones. */
  readonly unavailableCount: number
  /** Unavailable and outdated, not terminating, likewise over all slots. */
  readonly outdatedUnavailableCount: number
  /** The highest unavailable slot that is not above `from`. */
  previousUnavailable(from: number): number
  /** The highest outdated, unavailable slot that is not terminating and not above `from`. */
  previousOutdatedUnavailable(from: number): number
  /** The highest outdated, available slot that is not terminating and not above `from`. */
  previousOutdatedAvailable(from: number): number
}

/** Which pods a rollout replaces now, in order, and why none or no more. */
export interface RolloutPlan {
  readonly deletes: readonly number[]
  readonly why: string
}

/** Without the maxUnavailable gate: from the top, one at a time, waiting for each (STS-U1). */
export function planLegacyRollout(slots: RolloutSlots, partition: number): RolloutPlan {
  const top = slots.slotCount - 1
  const outdated = previousOutdated(slots, top)
  const unavailable = slots.previousUnavailable(top)
  if (outdated >= partition && outdated >= unavailable) {
    return { deletes: [outdated], why: 'the highest outdated pod' }
  }
  if (unavailable >= partition)
    return { deletes: [], why: 'waits until the pods above are available' }
  return { deletes: [], why: 'every pod that may be replaced has been' }
}

/** With the gate: from the top, as many as may be unavailable beside those that are (STS-U3). */
export function planBudgetRollout(
  slots: RolloutSlots,
  partition: number,
  maxUnavailable: number,
): RolloutPlan {
  const budget = maxUnavailable - slots.unavailableCount
  const deletes = slotsFromTop(slots, partition, budget, previousOutdated)
  return { deletes, why: budget > 0 ? 'within maxUnavailable' : 'maxUnavailable is used up' }
}

/** From 1.37, Parallel: outdated pods that are broken anyway cost no budget (STS-U4). */
export function planTwoPhaseRollout(
  slots: RolloutSlots,
  partition: number,
  maxUnavailable: number,
): RolloutPlan {
  const budget = maxUnavailable - slots.unavailableCount
  if (budget <= 0 && slots.outdatedUnavailableCount === 0) {
    return { deletes: [], why: 'maxUnavailable is used up' }
  }
  const broken = slotsFromTop(slots, partition, Infinity, previousOutdatedUnavailable)
  const available = slotsFromTop(slots, partition, budget, previousOutdatedAvailable)
  return {
    deletes: broken.length === 0 ? available : [...broken, ...available],
    why: 'broken pods first, then within maxUnavailable',
  }
}

type Previous = (slots: RolloutSlots, from: number) => number

function slotsFromTop(
  slots: RolloutSlots,
  partition: number,
  count: number,
  previous: Previous,
): readonly number[] {
  const found: number[] = []
  let slot = slots.slotCount
  while (found.length < count) {
    slot = previous(slots, slot - 1)
    if (slot < partition) break
    found.push(slot)
  }
  return found
}

function previousOutdated(slots: RolloutSlots, from: number): number {
  return Math.max(slots.previousOutdatedUnavailable(from), slots.previousOutdatedAvailable(from))
}

function previousOutdatedUnavailable(slots: RolloutSlots, from: number): number {
  return slots.previousOutdatedUnavailable(from)
}

function previousOutdatedAvailable(slots: RolloutSlots, from: number): number {
  return slots.previousOutdatedAvailable(from)
}
