import { type TieBreak, comesBefore, rankingOf } from '../../src/kernel/event-order.ts'
import type { EventHandle, EventQueue } from '../../src/kernel/event-queue.ts'

interface PendingEvent {
  readonly time: number
  readonly priority: number
  readonly kind: number
  readonly entity: number
  readonly sequence: number
  readonly rank: number
}

/** The plain reading of `EventQueue`, one binary heap of objects: the reference for all others. */
export class HeapEventQueue implements EventQueue {
  time = 0
  priority = 0
  kind = 0
  entity = 0

  readonly #heap: PendingEvent[] = []
  readonly #pending = new Set<number>()
  readonly #rankOf: (sequence: number) => number
  #pushedCount = 0

  constructor(tieBreak: TieBreak = 'fifo') {
    this.#rankOf = rankingOf(tieBreak)
  }

  get size(): number {
    return this.#pending.size
  }

  push(time: number, priority: number, kind: number, entity: number): EventHandle {
    const sequence = this.#pushedCount++
    this.#pending.add(sequence)
    this.#siftUp({ time, priority, kind, entity, sequence, rank: this.#rankOf(sequence) })
    return sequence as EventHandle
  }

  cancel(handle: EventHandle): boolean {
    return this.#pending.delete(handle)
  }

  pop(horizon = Infinity): boolean {
    if (this.size === 0 || this.peekTime() > horizon) return false
    const { time, priority, kind, entity, sequence } = this.#takeFirst()
    this.#pending.delete(sequence)
    this.time = time
    this.priority = priority
    this.kind = kind
    this.entity = entity
    return true
  }

  peekTime(): number {
    while (this.#heap.length > 0) {
      const { time, sequence } = this.#at(0)
      if (this.#pending.has(sequence)) return time
      this.#takeFirst()
    }
    return Infinity
  }

  #siftUp(event: PendingEvent): void {
    let index = this.#heap.length
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(event, this.#at(parent))) break
      this.#heap[index] = this.#at(parent)
      index = parent
    }
    this.#heap[index] = event
  }

  #takeFirst(): PendingEvent {
    const first = this.#at(0)
    const last = this.#at(this.#heap.length - 1)
    this.#heap.pop()
    if (this.#heap.length > 0) this.#siftDown(last)
    return first
  }

  #siftDown(event: PendingEvent): void {
    let index = 0
    for (let child = 1; child < this.#heap.length; child = 2 * index + 1) {
      const hasRight = child + 1 < this.#heap.length
      if (hasRight && isBefore(this.#at(child + 1), this.#at(child))) child += 1
      if (!isBefore(this.#at(child), event)) break
      this.#heap[index] = this.#at(child)
      index = child
    }
    this.#heap[index] = event
  }

  #at(index: number): PendingEvent {
    const event = this.#heap[index]
    if (event === undefined) throw new RangeError(`the heap has no event ${index}`)
    return event
  }
}

function isBefore(a: PendingEvent, b: PendingEvent): boolean {
  return comesBefore(a.time, a.priority, a.rank, a.sequence, b.time, b.priority, b.rank, b.sequence)
}
