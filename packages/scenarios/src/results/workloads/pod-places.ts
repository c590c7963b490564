import type { SimTime } from '@seatrial/core'

const NO_ZONE = -1
const FIRST_CAPACITY = 16

/**
 * The places of a workload's pods, each of which one pod after the other takes: the ordinals of a
 * StatefulSet, the nodes of a DaemonSet. It knows since when a place has had no ready pod, and in which
 * zones places lack an available one.
 *
 * Invariant: a place lacks in the zone of its latest pod exactly while it is wanted and has no available
 * pod. A place is out only while it is wanted.
 */
export class PodPlaces {
  #isWanted = new Uint8Array(FIRST_CAPACITY)
  #readyCounts = new Uint8Array(FIRST_CAPACITY)
  #availableCounts = new Uint8Array(FIRST_CAPACITY)
  #zones = new Int16Array(FIRST_CAPACITY).fill(NO_ZONE)
  /** NaN while a place has a ready pod, and before it ever had one. */
  #outSince = new Float64Array(FIRST_CAPACITY).fill(NaN)
  #end = 0
  readonly #lackingByZone: number[] = []
  #zonesLacking = 0

  /** In how many zones at least one place lacks an available pod. */
  get zonesLacking(): number {
    return this.#zonesLacking
  }

  /** One more than the highest place there is. */
  get end(): number {
    return this.#end
  }

  /** Since when the place has had no ready pod; NaN when it has one, never had, or is not wanted. */
  outSince(place: number): number {
    return this.#outSince[place] as number
  }

  /** Time is counted anew: what is out has been so from its start on. */
  startCounting(start: SimTime): void {
    for (let place = 0; place < this.#end; place++) {
      if (!Number.isNaN(this.outSince(place))) this.#outSince[place] = start
    }
  }

  /** Whether a pod is wanted in the place; in a new one none is until somebody says so. */
  want(place: number, isWanted: boolean): void {
    this.#reach(place)
    if ((this.#isWanted[place] === 1) === isWanted) return
    if (!isWanted) this.#stopLacking(place)
    this.#isWanted[place] = isWanted ? 1 : 0
    if (isWanted) this.#startLacking(place)
    else this.#outSince[place] = NaN
  }

  /** A pod of this place has got its node in that zone (−1: in none that is known). */
  settle(place: number, zone: number): void {
    if (zone === this.#zones[place]) return
    this.#stopLacking(place)
    this.#zones[place] = zone
    this.#startLacking(place)
  }

  /** A pod of this place turned ready. Returns since when the place was out, NaN if it was not. */
  becomeReady(place: number): number {
    const since = this.outSince(place)
    this.#readyCounts[place] = (this.#readyCounts[place] as number) + 1
    this.#outSince[place] = NaN
    return since
  }

  /** A pod of this place is ready no longer: without another, the place is out from now on. */
  ceaseReady(place: number, now: SimTime): void {
    const left = (this.#readyCounts[place] as number) - 1
    this.#readyCounts[place] = left
    if (left === 0 && this.#isWanted[place] === 1) this.#outSince[place] = now
  }

  becomeAvailable(place: number): void {
    this.#stopLacking(place)
    this.#availableCounts[place] = (this.#availableCounts[place] as number) + 1
  }

  ceaseAvailable(place: number): void {
    this.#availableCounts[place] = (this.#availableCounts[place] as number) - 1
    this.#startLacking(place)
  }

  #isLacking(place: number): boolean {
    return (
      this.#isWanted[place] === 1 &&
      this.#availableCounts[place] === 0 &&
      this.#zones[place] !== NO_ZONE
    )
  }

  /** Counts the place if, after what has just changed, it lacks. */
  #startLacking(place: number): void {
    if (!this.#isLacking(place)) return
    const zone = this.#zones[place] as number
    const count = (this.#lackingByZone[zone] ?? 0) + 1
    this.#lackingByZone[zone] = count
    if (count === 1) this.#zonesLacking++
  }

  /** Takes the place out of the count if, before what will now change, it lacks. */
  #stopLacking(place: number): void {
    if (!this.#isLacking(place)) return
    const zone = this.#zones[place] as number
    const count = (this.#lackingByZone[zone] ?? 0) - 1
    this.#lackingByZone[zone] = count
    if (count === 0) this.#zonesLacking--
  }

  #reach(place: number): void {
    if (place < this.#end) return
    this.#end = place + 1
    if (place < this.#isWanted.length) return
    const capacity = Math.max(place + 1, this.#isWanted.length * 2)
    this.#isWanted = copyInto(new Uint8Array(capacity), this.#isWanted)
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
