import type { EventTable } from './event-table.ts'
import type { InstantEvents } from './instant-events.ts'

/**
 * The events of the present instant, most of what happens in a controller model: a lane for each
 * priority. First in, first out, they need no sorting. What the last event of a lane links to means
 * nothing.
 */
export class InstantLanes implements InstantEvents {
  private readonly events: EventTable
  private readonly firstOf: Int32Array = new Int32Array(8)
  private readonly lastOf: Int32Array = new Int32Array(8)
  /** Bit p is set when the lane of priority p holds an event. */
  private occupied = 0

  constructor(events: EventTable) {
    this.events = events
  }

  get isEmpty(): boolean {
    return this.occupied === 0
  }

  get first(): number {
    return this.firstOf[31 - Math.clz32(this.occupied & -this.occupied)] as number
  }

  add(slot: number, priority: number): void {
    const bit = 1 << priority
    if ((this.occupied & bit) === 0) this.firstOf[priority] = slot
    else this.events.setLink(this.lastOf[priority] as number, slot)
    this.occupied |= bit
    this.lastOf[priority] = slot
  }

  shift(): number {
    const priority = 31 - Math.clz32(this.occupied & -this.occupied)
    const slot = this.firstOf[priority] as number
    if (slot === this.lastOf[priority]) this.occupied ^= 1 << priority
    else this.firstOf[priority] = this.events.linkOf(slot)
    return slot
  }

  purge(): void {
    for (let lane = 0; lane < this.firstOf.length; lane++) {
      if ((this.occupied & (1 << lane)) !== 0) this.purgeLane(lane)
    }
  }

  private purgeLane(lane: number): void {
    const events = this.events
    events.setLink(this.lastOf[lane] as number, NONE)
    this.occupied ^= 1 << lane
    for (let slot = events.withoutGone(this.firstOf[lane] as number); slot >= 0;) {
      const following = events.linkOf(slot)
      this.add(slot, lane)
      slot = following
    }
  }
}

const NONE = -1
