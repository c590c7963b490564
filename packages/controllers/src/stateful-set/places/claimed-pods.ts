import {
  type Duration,
  type LabelSelector,
  type Pod,
  type SimTime,
  type StatefulSet,
  type StatefulSetSpec,
  isMember,
  ordinalOf,
} from '@seatrial/core'
import type { MemberPods } from './member-pods.ts'
import { PlaceLayout } from './place-layout.ts'
import type { PodCounts } from './pod-tally.ts'
import type { SlotIndex } from './slot-index.ts'
import { splitPods } from './split-pods.ts'

/**
 * The pods that belong to a pass: those that the set owned when the pass began and that match it, and
 * the orphans that the pass has adopted.
 *
 * Between two passes only the places are looked at whose pods have changed. The index is built anew
 * when the spec has changed, and as long as there are pods that do not fit: adopted ones, and members
 * whose names have leading zeros or more than 32 bits.
 */
export class ClaimedPods {
  readonly slots: SlotIndex
  readonly #members: MemberPods
  /** Ordinals of owned members whose labels the selector does not match. */
  readonly #unmatched = new Set<number>()
  #spec: StatefulSetSpec | undefined
  #others: readonly Pod[] = []
  #isIrregular = false

  constructor(slots: SlotIndex, members: MemberPods) {
    this.slots = slots
    this.#members = members
  }

  /** The counters of the pods that have a place, or of all claimed ones. */
  count(
    which: 'placed' | 'all claimed',
    currentRevision: string,
    updateRevision: string,
  ): PodCounts {
    const { tally } = this.slots
    if (which === 'placed' || this.#others.length === 0) {
      return tally.counts(currentRevision, updateRevision)
    }
    return this.slots.tallyWith(this.#others).counts(currentRevision, updateRevision)
  }

  /** True when a claimed pod carries the label of this revision. */
  hasRevision(revision: string): boolean {
    return (
      this.slots.tally.has(revision) ||
      this.#others.some(({ metadata }) => metadata.revision === revision)
    )
  }

  /** How long from `now` until some claimed pod becomes available by the clock, or `Infinity`. */
  untilNextAvailable(now: SimTime): Duration {
    return this.slots.untilNextAvailable(this.#others, now)
  }

  /** Catches up with the cache, for a pass that begins now. */
  settle(set: StatefulSet, selector: LabelSelector, now: SimTime): void {
    this.slots.advanceTo(now)
    const irregular = this.#irregularMembers(set, selector)
    const wasIrregular = this.#isIrregular
    this.#isIrregular = irregular.length > 0
    if (set.spec !== this.#spec || wasIrregular || this.#isIrregular || !this.#catchUp(selector)) {
      this.#spec = set.spec
      this.#rebuild(set, [...this.#matchingMembers(selector), ...irregular])
    }
  }

  /** Takes in the orphans that this pass has adopted, as they were when it found them. */
  admit(set: StatefulSet, adopted: readonly Pod[]): void {
    if (adopted.length === 0) return
    this.#isIrregular = true
    this.#rebuild(set, [...this.#placedPods(), ...this.#others, ...adopted])
  }

  /** Owned pods that do not belong to the set, members by ordinal first. */
  outsiders(set: StatefulSet, selector: LabelSelector): readonly Pod[] {
    const { strays } = this.#members
    if (this.#unmatched.size === 0 && strays.size === 0) return NO_PODS
    const unmatched = [...this.#unmatched].map((ordinal) => this.#members.at(ordinal))
    return [...unmatched, ...strays.values()].filter(
      (pod) => pod !== undefined && !isClaimable(pod, set, selector),
    ) as Pod[]
  }

  #irregularMembers(set: StatefulSet, selector: LabelSelector): readonly Pod[] {
    const { strays } = this.#members
    if (strays.size === 0) return NO_PODS
    return [...strays.values()].filter((pod) => isClaimable(pod, set, selector))
  }

  /** Looks at the pods that have changed; false when one has no place, so that all must be placed anew. */
  #catchUp(selector: LabelSelector): boolean {
    const members = this.#members
    for (let index = 0; index < members.touchedCount; index++) {
      if (!this.#take(members.touchedAt(index), selector)) return false
    }
    members.forgetTouched()
    return true
  }

  /** Puts the member with this ordinal into its place; false when it has none. */
  #take(ordinal: number, selector: LabelSelector): boolean {
    const place = this.slots.layout.placeOf(ordinal)
    if (place < 0) return this.#matching(ordinal, selector) === undefined
    this.slots.put(place, this.#matching(ordinal, selector, this.slots.podAt(place)))
    return true
  }

  *#matchingMembers(selector: LabelSelector): IterableIterator<Pod> {
    this.#members.forgetTouched()
    this.#unmatched.clear()
    for (const ordinal of this.#members.ordinals()) {
      const pod = this.#matching(ordinal, selector)
      if (pod !== undefined) yield pod
    }
  }

  /** The member with this ordinal, if there is one and it matches; `placed` is the one that did before. */
  #matching(ordinal: number, selector: LabelSelector, placed?: Pod): Pod | undefined {
    const pod = this.#members.at(ordinal)
    if (pod !== undefined && pod.metadata === placed?.metadata) return pod
    if (pod === undefined || selector.matches(pod.metadata.labels)) {
      this.#unmatched.delete(ordinal)
      return pod
    }
    this.#unmatched.add(ordinal)
    return undefined
  }

  #rebuild(set: StatefulSet, pods: readonly Pod[]): void {
    const { replicas, ordinals } = set.spec
    const start = ordinals?.start ?? 0
    const { slots, condemned, others } = splitPods(pods, { start, replicas })
    this.#others = others
    const layout = new PlaceLayout(
      start,
      replicas,
      condemned.map((pod) => ordinalOf(pod.identity.name)),
    )
    this.slots.reset(set, layout, [...slots, ...condemned])
  }

  *#placedPods(): IterableIterator<Pod> {
    for (let place = 0; place < this.slots.layout.placeCount; place++) {
      const pod = this.slots.podAt(place)
      if (pod !== undefined) yield pod
    }
  }
}

const NO_PODS: readonly Pod[] = Object.freeze([])

/** The pod matches the set by its labels and by its name. */
export function isClaimable(pod: Pod, set: StatefulSet, selector: LabelSelector): boolean {
  return isMember(set.metadata.name, pod.identity.name) && selector.matches(pod.metadata.labels)
}
