import { type EventTable, priorityIn } from './event-table.ts'

/**
 * Events without delay, most of what happens in a controller model: a lane for each priority of the
 * present instant. First in, first out, they need no sorting.
 */
export class InstantLanes {
  /** Bit p is set when the lane of priority p holds an event. */
  occupied = 0
  private readonly events: EventTable
  private readonly isFifo: boolean
  private readonly firstOf = new Int32Array(8)
  private readonly lastOf = new Int32Array(8)

  constructor(events: EventTable, isFifo: boolean) {
    this.events = events
    this.isFifo = isFifo
  }

  /** The event that `shift` would take; some lane must hold one. */
  get first(): number {
    return this.firstOf[31 - Math.clz32(this.occupied & -this.occupied)] as number
  }

  /** Adds an event of the present instant. */
  add(slot: number): void {
    const priority = priorityIn(this.events.whatOf(slot))
    const bit = 1 << priority
    if ((this.occupied & bit) === 0) {
      this.occupied |= bit
      this.firstOf[priority] = slot
      this.append(priority, slot)
    } else if (this.isFifo || this.events.comesBefore(this.lastOf[priority] as number, slot)) {
      this.events.setLink(this.lastOf[priority] as number, slot)
      this.append(priority, slot)
    } else {
      this.insert(priority, slot)
    }
  }

  /** Takes the first event of the lowest priority; some lane must hold one. */
  shift(): number {
    const priority = 31 - Math.clz32(this.occupied & -this.occupied)
    const slot = this.firstOf[priority] as number
    const following = this.events.linkOf(slot)
    this.firstOf[priority] = following
    if (following < 0) this.occupied ^= 1 << priority
    return slot
  }

  /** Drops the cancelled events. */
  purge(): void {
    for (let priority = 0; priority < 8; priority++) {
      if ((this.occupied & (1 << priority)) === 0) continue
      let slot = this.events.withoutGone(this.firstOf[priority] as number)
      if (slot < 0) this.occupied ^= 1 << priority
      this.firstOf[priority] = slot
      for (; slot >= 0; slot = this.events.linkOf(slot)) this.lastOf[priority] = slot
    }
  }

  private append(priority: number, slot: number): void {
    this.events.setLink(slot, NONE)
    this.lastOf[priority] = slot
  }

  /** Puts an event before another one of its lane: what only a tie-break other than FIFO does. */
  private insert(priority: number, slot: number): void {
    const events = this.events
    let previous = NONE
    let following = this.firstOf[priority] as number
    while (events.comesBefore(following, slot)) {
      previous = following
      following = events.linkOf(following)
    }
    events.setLink(slot, following)
    if (previous < 0) this.firstOf[priority] = slot
    else events.setLink(previous, slot)
  }
}

const NONE = -1
