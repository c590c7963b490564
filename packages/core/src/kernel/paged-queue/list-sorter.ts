import type { EventTable } from './event-table.ts'

/**
 * Sorts lists of events: pairs, most of what there is to sort, by one comparison, others by merging.
 * A stretch that rises or falls already is taken whole, so that a burst for one instant takes one
 * pass, in whichever order it was linked.
 */
export class ListSorter {
  private readonly events: EventTable
  /** What follows the stretch that was cut off last. */
  private rest = NONE
  /** Entry k is negative or a sorted list merged from 2ᵏ stretches. */
  private readonly merged: number[] = []

  constructor(events: EventTable) {
    this.events = events
  }

  /** The events of a list, two at least, in order, followed by another list. */
  sortBefore(list: number, following: number): number {
    const events = this.events
    const second = events.linkOf(list)
    if (events.linkOf(second) < 0) return this.sortPairBefore(list, second, following)
    const sorted = this.sort(list)
    let last = sorted
    while (events.linkOf(last) >= 0) last = events.linkOf(last)
    events.setLink(last, following)
    return sorted
  }

  /** The events of a list in order. */
  sort(list: number): number {
    const stretch = this.cutStretch(list)
    if (this.rest < 0) return stretch
    this.addMerged(stretch)
    while (this.rest >= 0) this.addMerged(this.cutStretch(this.rest))
    return this.takeMerged()
  }

  private sortPairBefore(slotA: number, slotB: number, following: number): number {
    const isRising = this.events.comesBefore(slotA, slotB)
    const first = isRising ? slotA : slotB
    const second = isRising ? slotB : slotA
    this.events.setLink(first, second)
    this.events.setLink(second, following)
    return first
  }

  /** Cuts off the longest rising or falling stretch and returns it, rising. */
  private cutStretch(list: number): number {
    const events = this.events
    let last = list
    let following = events.linkOf(list)
    if (following >= 0 && events.comesBefore(following, list)) return this.cutFalling(list)
    while (following >= 0 && events.comesBefore(last, following)) {
      last = following
      following = events.linkOf(following)
    }
    events.setLink(last, NONE)
    this.rest = following
    return list
  }

  private cutFalling(list: number): number {
    const events = this.events
    let reversed = list
    let following = events.linkOf(list)
    events.setLink(list, NONE)
    while (following >= 0 && events.comesBefore(following, reversed)) {
      const next = events.linkOf(following)
      events.setLink(following, reversed)
      reversed = following
      following = next
    }
    this.rest = following
    return reversed
  }

  /** Adds a stretch as one does 1 to a binary number: carrying means merging. */
  private addMerged(stretch: number): void {
    const merged = this.merged
    let sorted = stretch
    let level = 0
    while (level < merged.length && (merged[level] as number) >= 0) {
      sorted = this.merge(merged[level] as number, sorted)
      merged[level] = NONE
      level += 1
    }
    merged[level] = sorted
  }

  private takeMerged(): number {
    let all = NONE
    for (const sorted of this.merged) if (sorted >= 0) all = this.merge(sorted, all)
    this.merged.length = 0
    return all
  }

  private merge(listA: number, listB: number): number {
    if (listB < 0) return listA
    const events = this.events
    const first = events.comesBefore(listA, listB) ? listA : listB
    let last = first
    let chosen = events.linkOf(first)
    let other = first === listA ? listB : listA
    // `chosen` is what follows in the list that gave the last event, `other` the rest of the other.
    while (chosen >= 0) {
      if (events.comesBefore(other, chosen)) {
        events.setLink(last, other)
        ;[chosen, other] = [other, chosen]
      }
      last = chosen
      chosen = events.linkOf(chosen)
    }
    events.setLink(last, other)
    return first
  }
}

const NONE = -1
