import type { SimTime } from '@seatrial/core'

/** A place that has never been given a zone. */
const NO_ZONE = -1
const FIRST_CAPACITY = 16

/**
 * The places of a workload's pods, each of which one pod after the other takes: the ordinals of a
 * StatefulSet, the nodes of a DaemonSet (by number). It knows since when a place has had no ready pod,
 * and in which zones places lack an available one.
 *
 * Invariant: a place counts in the zone of its latest pod, exactly while it has a zone and no available
 * pod. A place that is dropped has no zone until its next pod.
 */
export class PodPlaces {
  #readyCounts = new Uint8Array(FIRST_CAPACITY)
  #availableCounts = new Uint8Array(FIRST_CAPACITY)
  #zones = new Int16Array(FIRST_CAPACITY).fill(NO_ZONE)
  /** NaN while a place has a ready pod, and before it ever had one. */
  #outSince = new Float64Array(FIRST_CAPACITY).fill(NaN)
  #end = 0
  readonly #unavailableByZone: number[] = []
  #zonesLacking = 0

  /** In how many zones at least one place lacks an available pod. */
  get zonesLacking(): number {
    return this.#zonesLacking
  }

  /** One more than the highest place that ever had a pod. */
  get end(): number {
    return this.#end
  }

  /** A pod of this place has got its node in that zone (−1: in none). */
  settle(place: number, zone: number): void {
    this.#reach(place)
    const before = this.#zones[place] as number
    if (zone === NO_ZONE || zone === before) return
    this.#zones[place] = zone
    if ((this.#availableCounts[place] as number) > 0) return
    if (before !== NO_ZONE) this.#count(before, -1)
    this.#count(zone, 1)
  }

  /** A pod of this place turned ready. Returns since when the place was out, NaN if it was not. */
  becomeReady(place: number): number {
    this.#reach(place)
    const since = this.#outSince[place] as number
    ;(this.#readyCounts[place] as number)++
    this.#outSince[place] = NaN
    return since
  }

  /** A pod of this place is ready no longer: without another, the place is out from now on. */
  ceaseReady(place: number, now: SimTime): void {
    const left = --(this.#readyCounts[place] as number)
    if (left === 0) this.#outSince[place] = now
  }

  becomeAvailable(place: number): void {
    this.#reach(place)
    const count = ++(this.#availableCounts[place] as number)
    const zone = this.#zones[place] as number
    if (count === 1 && zone !== NO_ZONE) this.#count(zone, -1)
  }

  ceaseAvailable(place: number): void {
    const left = --(this.#availableCounts[place] as number)
    const zone = this.#zones[place] as number
    if (left === 0 && zone !== NO_ZONE) this.#count(zone, 1)
  }

  /** Nobody wants a pod in this place any more. */
  drop(place: number): void {
    if (place >= this.#end) return
    const zone = this.#zones[place] as number
    this.#outSince[place] = NaN
    this.#zones[place] = NO_ZONE
    if (zone !== NO_ZONE && this.#availableCounts[place] === 0) this.#count(zone, -1)
  }

  /** Since when the place has had no ready pod; NaN when it has one, or never had. */
  outSince(place: number): number {
    return this.#outSince[place] as number
  }

  #count(zone: number, step: 1 | -1): void {
    const count = (this.#unavailableByZone[zone] ?? 0) + step
    this.#unavailableByZone[zone] = count
    if (step === 1 && count === 1) this.#zonesLacking++
    if (step === -1 && count === 0) this.#zonesLacking--
  }

  #reach(place: number): void {
    if (place < this.#end) return
    this.#end = place + 1
    if (place < this.#readyCounts.length) return
    const capacity = Math.max(place + 1, this.#readyCounts.length * 2)
    this.#readyCounts = copyInto(new Uint8Array(capacity), this.#readyCounts)
    this.#availableCounts = copyInto(new Uint8Array(capacity), this.#availableCounts)
    this.#zones = copyInto(new Int16Array(capacity).fill(NO_ZONE), this.#zones)
    this.#outSince = copyInto(new Float64Array(capacity).fill(NaN), this.#outSince)
  }
}

function copyInto<Column extends Uint8Array | Int16Array | Float64Array>(
  larger: Column,
  column: Column,
): Column {
  larger.set(column)
  return larger
}
