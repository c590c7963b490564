import {
  type Behaviours,
  type Duration,
  type Informer,
  type Pod,
  type SimTime,
  type StatefulSet,
  assert,
  isSameJson,
} from '@seatrial/core'
import { type PodShape, hasIdentity, hasStorage } from '../pod-shape.ts'
import { AvailabilityClock } from './availability-clock.ts'
import type { ClaimFacts } from './claim-facts.ts'
import { PlaceClaims } from './place-claims.ts'
import {
  AVAILABLE,
  EMPTY_SLOT,
  OUTDATED,
  type PlaceFacts,
  WELL_FORMED,
  claimsOf,
  podFacts,
} from './place-facts.ts'
import { PlaceLayout } from './place-layout.ts'
import { type PlaceSet, PlaceSets } from './place-sets.ts'
import { PodTally } from './pod-tally.ts'

/** The revisions by which the pods are judged. */
export interface ExpectedRevisions {
  readonly updateRevision: string
  /** Slots below would get the current, outdated revision if they had to be filled. */
  readonly outdatedBelow: number
}

const NOTHING_EXPECTED: ExpectedRevisions = { updateRevision: '', outdatedBelow: 0 }

const NO_SHAPE: PodShape = { namespace: '', setName: '', claimTemplates: [], podIndexLabel: false }

/**
 * The pods of one StatefulSet by their places, with an answer ready to each question that a pass asks:
 * a change of one pod costs the same in a set of ten as in one of 100,000.
 *
 * The pods are those that it was given; the claims are as the cache has them at each moment;
 * availability moves on with the clock (`advanceTo`).
 *
 * Invariant: facts, sets and tally of each place are those of its pod, its claims, the expected
 * revisions and the last instant that `advanceTo` was given.
 */
export class SlotIndex {
  readonly #behaviours: Behaviours
  readonly #claimCache: Informer<'persistentvolumeclaims'>
  readonly #availability: AvailabilityClock
  #layout = new PlaceLayout(0, 0, [])
  #shape = NO_SHAPE
  #claims: PlaceClaims | undefined
  #expected = NOTHING_EXPECTED
  #pods: (Pod | undefined)[] = []
  #facts = new Int32Array(0)
  #sets = new PlaceSets({ rolloutHealth: 'healthy', isMonotonic: true, slotCount: 0 }, 0)
  #tally = new PodTally()
  #changeCount = 0

  constructor(behaviours: Behaviours, claims: Informer<'persistentvolumeclaims'>) {
    this.#behaviours = behaviours
    this.#claimCache = claims
    this.#availability = new AvailabilityClock(behaviours)
  }

  get layout(): PlaceLayout {
    return this.#layout
  }

  /** How the set wants its pods to be; the same object as long as that stays the same. */
  get shape(): PodShape {
    return this.#shape
  }

  get claims(): PlaceClaims {
    assert(this.#claims !== undefined, 'an index knows its claims once it has been set up')
    return this.#claims
  }

  get tally(): PodTally {
    return this.#tally
  }

  /** How often something has changed by which a pass decides; a new version of a pod alone is no change. */
  get changeCount(): number {
    return this.#changeCount
  }

  podAt(place: number): Pod | undefined {
    return this.#pods[place]
  }

  factsAt(place: number): PlaceFacts {
    return this.#facts[place] ?? 0
  }

  count(set: PlaceSet): number {
    return this.#sets.count(set)
  }

  /** The lowest place of a set that is not below `from`, −1 for none. */
  next(set: PlaceSet, from: number): number {
    return this.#sets.next(set, from)
  }

  /** The highest place of a set that is not above `from`, −1 for none. */
  previous(set: PlaceSet, from: number): number {
    return this.#sets.previous(set, from)
  }

  /** Starts anew with these pods: first those of the slots, then the condemned ones. */
  reset(set: StatefulSet, layout: PlaceLayout, pods: readonly (Pod | undefined)[]): void {
    this.#changeCount++
    const { rolloutHealth, podIndexLabel } = this.#behaviours
    const { namespace, name: setName } = set.metadata
    const claims = new PlaceClaims(set, this.#claimCache)
    const claimTemplates = claims.blueprints.map(({ templateName }) => templateName)
    const shape = { namespace, setName, claimTemplates, podIndexLabel }
    if (!isSameJson(shape, this.#shape)) this.#shape = shape
    const isMonotonic = set.spec.podManagementPolicy !== 'Parallel'
    const criteria = { rolloutHealth, isMonotonic, slotCount: layout.slotCount }
    this.#layout = layout
    this.#claims = claims
    this.#sets = new PlaceSets(criteria, layout.placeCount)
    this.#tally = new PodTally()
    this.#availability.restart(set.spec.minReadySeconds)
    this.#pods = [...pods]
    this.#facts = new Int32Array(layout.placeCount)
    for (let place = 0; place < layout.placeCount; place++) this.#enter(place)
  }

  /** Replaces the pod of a place, or empties it. */
  put(place: number, pod: Pod | undefined): void {
    const previous = this.#pods[place]
    if (previous === pod) return
    const before = this.factsAt(place)
    const after = this.#factsOf(place, pod, previous)
    this.#pods[place] = pod
    if (after === before && pod?.metadata === previous?.metadata) return
    this.#changeCount++
    this.#facts[place] = after
    this.#sets.move(place, before, after)
    if (pod !== undefined && pod.metadata.revision === previous?.metadata.revision) {
      this.#tally.move(pod, before, after)
      return
    }
    if (previous !== undefined) this.#tally.remove(previous, before)
    if (pod !== undefined) this.#tally.add(pod, after)
  }

  /** Judges the pods by these revisions from now on. */
  expect(expected: ExpectedRevisions): void {
    const before = this.#expected
    this.#expected = expected
    if (expected.updateRevision !== before.updateRevision) {
      for (let place = 0; place < this.#layout.placeCount; place++) this.#judgeRevision(place)
      return
    }
    const start = Math.min(expected.outdatedBelow, before.outdatedBelow)
    const end = Math.max(expected.outdatedBelow, before.outdatedBelow)
    const slotEnd = Math.min(end, this.#layout.slotCount)
    for (let slot = Math.max(0, start); slot < slotEnd; slot++) this.#judgeRevision(slot)
  }

  /** Moves the pods over that have become available by now. */
  advanceTo(now: SimTime): void {
    this.#availability.advanceTo(now)
    for (;;) {
      const place = this.#availability.takeRipe()
      if (place < 0) return
      const pod = this.#pods[place]
      if (pod !== undefined && this.#availability.isAvailable(pod)) {
        this.#setFacts(place, this.factsAt(place) | AVAILABLE)
      }
    }
  }

  /**
   * How long from `now` until one of the pods, or of some others, becomes available by the clock;
   * `Infinity` when none will.
   */
  untilNextAvailable(others: readonly Pod[], now: SimTime): Duration {
    let wait = this.#availability.untilNext(this.#pods, now)
    for (const pod of others) {
      wait = Math.min(wait, this.#availability.untilAvailable(pod, now)) as Duration
    }
    return wait
  }

  /** The tally of all pods and of some others that have no place. */
  tallyWith(others: readonly Pod[]): PodTally {
    const tally = new PodTally()
    for (const [place, pod] of this.#pods.entries()) {
      if (pod !== undefined) tally.add(pod, this.factsAt(place))
    }
    for (const pod of others) {
      tally.add(pod, podFacts(pod, true) | (this.#availability.isAvailable(pod) ? AVAILABLE : 0))
    }
    return tally
  }

  /** A claim of the pod with this ordinal is not what it was. */
  claimsChanged(ordinal: number): void {
    let place = this.#layout.placeOf(ordinal)
    if (place < 0) return
    do {
      const facts = this.factsAt(place)
      this.#setFacts(place, facts ^ claimsOf(facts) ^ this.#claimFacts(place, this.#pods[place]))
      place++
    } while (this.#layout.ordinalAt(place) === ordinal)
  }

  #enter(place: number): void {
    const pod = this.#pods[place]
    const facts = this.#factsOf(place, pod, undefined)
    this.#facts[place] = facts
    this.#sets.add(place, facts)
    if (pod !== undefined) this.#tally.add(pod, facts)
  }

  #judgeRevision(place: number): void {
    const facts = this.factsAt(place) & ~OUTDATED
    this.#setFacts(place, facts | this.#revisionFacts(place, this.#pods[place]))
  }

  /** Changes the facts of a place whose pod stays. */
  #setFacts(place: number, facts: PlaceFacts): void {
    const before = this.factsAt(place)
    if (facts === before) return
    this.#changeCount++
    this.#facts[place] = facts
    this.#sets.move(place, before, facts)
    const pod = this.#pods[place]
    if (pod !== undefined) this.#tally.move(pod, before, facts)
  }

  /** What cannot have changed since the previous version of the same pod is not worked out again. */
  #factsOf(place: number, pod: Pod | undefined, previous: Pod | undefined): PlaceFacts {
    const revision = this.#revisionFacts(place, pod)
    if (pod === undefined) return EMPTY_SLOT | revision | this.#claimFacts(place, pod)
    const isSamePod = pod.identity === previous?.identity
    const claims = isSamePod ? claimsOf(this.factsAt(place)) : this.#claimFacts(place, pod)
    const isWellFormed =
      isSamePod && pod.metadata === previous.metadata && pod.volumes === previous.volumes
        ? (this.factsAt(place) & WELL_FORMED) !== 0
        : hasIdentity(pod, this.#shape) && hasStorage(pod, this.#shape)
    const isAvailable = this.#availability.follow(place, pod)
    return podFacts(pod, isWellFormed) | claims | revision | (isAvailable ? AVAILABLE : 0)
  }

  #claimFacts(place: number, pod: Pod | undefined): ClaimFacts {
    return this.claims.factsAt(this.#layout.ordinalAt(place), pod, !this.#layout.isSlot(place))
  }

  #revisionFacts(place: number, pod: Pod | undefined): PlaceFacts {
    const { updateRevision, outdatedBelow } = this.#expected
    const isOutdated =
      pod === undefined ? place < outdatedBelow : pod.metadata.revision !== updateRevision
    return isOutdated ? OUTDATED : 0
  }
}
