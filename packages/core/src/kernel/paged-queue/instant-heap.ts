import FastPriorityQueue from 'fastpriorityqueue'
import type { EventTable } from './event-table.ts'
import type { InstantEvents } from './instant-events.ts'

/** The events of the present instant when a tie-break other than first in, first out orders them. */
export class InstantHeap implements InstantEvents {
  private readonly events: EventTable
  private readonly heap: FastPriorityQueue<number>

  constructor(events: EventTable) {
    this.events = events
    this.heap = new FastPriorityQueue((slotA, slotB) => events.comesBefore(slotA, slotB))
  }

  get isEmpty(): boolean {
    return this.heap.size === 0
  }

  get first(): number {
    return this.heap.peek() as number
  }

  add(slot: number): void {
    this.heap.add(slot)
  }

  shift(): number {
    return this.heap.poll() as number
  }

  purge(): void {
    const gone = this.heap.removeMany((slot) => this.events.whatOf(slot) < 0)
    for (const slot of gone) this.events.releaseGone(slot)
  }
}
