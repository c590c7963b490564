import FastPriorityQueue from 'fastpriorityqueue'

interface PlainEvent {
  readonly time: number
  readonly priority: number
  readonly kind: number
  readonly entity: number
  readonly sequence: number
}

/** What one would write first: events as objects in a `fastpriorityqueue`, in the same total order. */
export class PlainPriorityQueue {
  time = 0
  entity = 0
  readonly #queue = new FastPriorityQueue<PlainEvent>(comesBefore)
  #pushedCount = 0

  get size(): number {
    return this.#queue.size
  }

  push(time: number, priority: number, kind: number, entity: number): void {
    this.#queue.add({ time, priority, kind, entity, sequence: this.#pushedCount++ })
  }

  pop(): boolean {
    const first = this.#queue.poll()
    if (first === undefined) return false
    this.time = first.time
    this.entity = first.entity
    return true
  }
}

function comesBefore(a: PlainEvent, b: PlainEvent): boolean {
  if (a.time !== b.time) return a.time < b.time
  if (a.priority !== b.priority) return a.priority < b.priority
  return a.sequence < b.sequence
}
