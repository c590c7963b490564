import { type TieBreak, comesBefore, rankingOf } from './event-order.ts'
import type { EventHandle, EventQueue } from './event-queue.ts'

interface PendingEvent {
  readonly time: number
  readonly priority: number
  readonly kind: number
  readonly entity: number
  readonly sequence: number
  readonly rank: number
}

/** The pending events as a binary heap. */
export class PagedEventQueue implements EventQueue {
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
    for (;;) {
      const first = this.#heap[0]
      if (first === undefined) return Infinity
      if (this.#pending.has(first.sequence)) return first.time
      this.#takeFirst()
    }
  }

  #siftUp(event: PendingEvent): void {
    const heap = this.#heap
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent] as PendingEvent
      if (!isBefore(event, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = event
  }

  #takeFirst(): PendingEvent {
    const heap = this.#heap
    const first = heap[0] as PendingEvent
    const last = heap.pop() as PendingEvent
    if (heap.length > 0) this.#siftDown(last)
    return first
  }

  #siftDown(event: PendingEvent): void {
    const heap = this.#heap
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      const right = heap[child + 1]
      if (right !== undefined && isBefore(right, heap[child] as PendingEvent)) child += 1
      const below = heap[child] as PendingEvent
      if (!isBefore(below, event)) break
      heap[at] = below
      at = child
    }
    heap[at] = event
  }
}

function isBefore(a: PendingEvent, b: PendingEvent): boolean {
  return comesBefore(a.time, a.priority, a.rank, a.sequence, b.time, b.priority, b.rank, b.sequence)
}
