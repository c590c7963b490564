import { type EventTable, priorityIn } from './event-table.ts'
import type { InstantEvents } from './instant-events.ts'

/**
 * The events of the present instant, most of what happens in a controller model: a lane for each
 * priority. First in, first out, they need no sorting.
 */
export class InstantLanes implements InstantEvents {
  count = 0
  private readonly events: EventTable
  private readonly firstOf: Int32Array = new Int32Array(8)
  private readonly lastOf: Int32Array = new Int32Array(8)
  /** Bit p is set when the lane of priority p holds an event. */
  private occupied = 0

  constructor(events: EventTable) {
    this.events = events
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
    this.events.setLink(slot, NONE)
    this.count += 1
  }

  shift(): number {
    const priority = 31 - Math.clz32(this.occupied & -this.occupied)
    const slot = this.firstOf[priority] as number
    const following = this.events.linkOf(slot)
    this.firstOf[priority] = following
    if (following < 0) this.occupied ^= 1 << priority
    this.count -= 1
    return slot
  }

  purge(): void {
    const remaining = Array.from(this.firstOf).filter((_, lane) => this.occupied & (1 << lane))
    this.occupied = 0
    this.count = 0
    for (const list of remaining) {
      for (let slot = this.events.withoutGone(list); slot >= 0;) {
        const following = this.events.linkOf(slot)
        this.add(slot, priorityIn(this.events.whatOf(slot)))
        slot = following
      }
    }
  }
}

const NONE = -1
