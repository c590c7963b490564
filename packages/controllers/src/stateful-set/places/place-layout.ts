/**
 * The places of a set: its slots from the lowest ordinal up, then the condemned pods, which lie outside
 * of the range, likewise. Places are whole numbers from 0, so that sets of them are small.
 */
export class PlaceLayout {
  readonly start: number
  readonly slotCount: number
  /** Ascending; the same ordinal twice where two pods' names end with it. */
  readonly condemnedOrdinals: readonly number[]

  constructor(start: number, slotCount: number, condemnedOrdinals: readonly number[]) {
    this.start = start
    this.slotCount = slotCount
    this.condemnedOrdinals = condemnedOrdinals
  }

  get placeCount(): number {
    return this.slotCount + this.condemnedOrdinals.length
  }

  isSlot(place: number): boolean {
    return place < this.slotCount
  }

  ordinalAt(place: number): number {
    if (place < this.slotCount) return this.start + place
    return this.condemnedOrdinals[place - this.slotCount] ?? -1
  }

  /** The first place with this ordinal, −1 when there is none. */
  placeOf(ordinal: number): number {
    const slot = ordinal - this.start
    if (slot >= 0 && slot < this.slotCount) return slot
    let low = 0
    let high = this.condemnedOrdinals.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.condemnedOrdinals[middle] ?? 0) < ordinal) low = middle + 1
      else high = middle
    }
    return this.condemnedOrdinals[low] === ordinal ? this.slotCount + low : -1
  }
}
