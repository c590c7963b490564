import { IndexSet } from '../../runtime/index-set.ts'
import {
  CLAIMS_CONTESTED,
  CLAIMS_INCOMPLETE,
  CLAIMS_MISOWNED,
  CLAIMS_STALE,
} from './claim-facts.ts'
import {
  AVAILABLE,
  CREATED,
  OCCUPIED,
  OUTDATED,
  PENDING,
  type PlaceFacts,
  RUNNING_AND_READY,
  TERMINAL,
  TERMINATING,
  WELL_FORMED,
} from './place-facts.ts'

/** The ordered sets of places that the stages of a pass walk, by their index in `PlaceSets`. */
export const TO_VISIT = 0
export const UNAVAILABLE = 1
export const OUTDATED_AND_UNAVAILABLE = 2
export const OUTDATED_AND_AVAILABLE = 3
/** Condemned pods, terminating ones too. */
export const CONDEMNED = 4
export const CONDEMNED_AND_UNAVAILABLE = 5
/** Condemned pods whose claims have the wrong owners. */
export const CONDEMNED_AND_MISOWNED = 6
/** Condemned pods that nobody has deleted yet. */
export const CONDEMNED_AND_STAYING = 7

export type PlaceSet = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

const SET_COUNT = 8

/** What decides which sets a place belongs to, besides its facts. */
export interface PlaceCriteria {
  /** What holds a rollout back (`Behaviours.rolloutHealth`). */
  readonly rolloutHealth: 'healthy' | 'unavailable'
  /** `podManagementPolicy` is anything but Parallel. */
  readonly isMonotonic: boolean
  /** Places below are slots, the others condemned pods. */
  readonly slotCount: number
}

/**
 * Members of each set in order, found without a walk.
 *
 * Invariant: a place is in a set exactly if `membershipsOf` its facts says so.
 */
export class PlaceSets {
  readonly #criteria: PlaceCriteria
  readonly #sets: readonly IndexSet[]

  constructor(criteria: PlaceCriteria, placeCount: number) {
    this.#criteria = criteria
    this.#sets = Array.from({ length: SET_COUNT }, () => new IndexSet(placeCount))
  }

  /** Puts a place that has been in no set into those that its facts ask for. */
  add(place: number, facts: PlaceFacts): void {
    this.#turn(place, membershipsOf(facts, place, this.#criteria), -1)
  }

  /** Moves a place whose facts have changed. */
  move(place: number, before: PlaceFacts, after: PlaceFacts): void {
    const now = membershipsOf(after, place, this.#criteria)
    this.#turn(place, now, now ^ membershipsOf(before, place, this.#criteria))
  }

  count(set: PlaceSet): number {
    return this.#sets[set]?.size ?? 0
  }

  /** The lowest member not below `from`, −1 for none. */
  next(set: PlaceSet, from: number): number {
    return this.#sets[set]?.next(from) ?? -1
  }

  /** The highest member not above `from`, −1 for none. */
  previous(set: PlaceSet, from: number): number {
    return this.#sets[set]?.previous(from) ?? -1
  }

  #turn(place: number, memberships: number, turned: number): void {
    for (let set = 0; set < SET_COUNT; set++) {
      if (((turned >>> set) & 1) === 1)
        this.#sets[set]?.set(place, ((memberships >>> set) & 1) === 1)
    }
  }
}

/** The sets that a place belongs to, as bits. */
export function membershipsOf(facts: PlaceFacts, place: number, criteria: PlaceCriteria): number {
  const isUnavailable = isHeldAgainstRollout(facts, criteria.rolloutHealth)
  if (place >= criteria.slotCount) {
    if ((facts & OCCUPIED) === 0) return 0
    return (
      (1 << CONDEMNED) |
      (isUnavailable ? 1 << CONDEMNED_AND_UNAVAILABLE : 0) |
      ((facts & CLAIMS_MISOWNED) === 0 ? 0 : 1 << CONDEMNED_AND_MISOWNED) |
      ((facts & TERMINATING) === 0 ? 1 << CONDEMNED_AND_STAYING : 0)
    )
  }
  const needsVisit = criteria.isMonotonic ? !isSettled(facts) : needsWork(facts)
  const isOutdated = (facts & (OUTDATED | TERMINATING)) === OUTDATED
  return (
    (needsVisit ? 1 << TO_VISIT : 0) |
    (isUnavailable ? 1 << UNAVAILABLE : 0) |
    (isOutdated ? 1 << (isUnavailable ? OUTDATED_AND_UNAVAILABLE : OUTDATED_AND_AVAILABLE) : 0)
  )
}

/** A pod that a rollout must wait for, or that uses up its budget. */
function isHeldAgainstRollout(facts: PlaceFacts, health: 'healthy' | 'unavailable'): boolean {
  const good = health === 'healthy' ? RUNNING_AND_READY : AVAILABLE
  return (facts & (good | TERMINATING)) !== good
}

const SETTLED = CREATED | RUNNING_AND_READY | AVAILABLE | WELL_FORMED

/** An OrderedReady pass goes on to the next slot without doing anything. */
function isSettled(facts: PlaceFacts): boolean {
  return (facts & (SETTLED | TERMINATING | TERMINAL | CLAIMS_MISOWNED)) === SETTLED
}

/** A Parallel pass does something in this slot. */
function needsWork(facts: PlaceFacts): boolean {
  if ((facts & TERMINAL) !== 0) return (facts & TERMINATING) === 0
  if ((facts & CREATED) === 0) return (facts & CLAIMS_STALE) === 0
  if ((facts & WELL_FORMED) === 0 || (facts & CLAIMS_MISOWNED) !== 0) return true
  return (facts & PENDING) !== 0 && (facts & (CLAIMS_INCOMPLETE | CLAIMS_CONTESTED)) !== 0
}
