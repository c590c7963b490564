import FastPriorityQueue from 'fastpriorityqueue'
import { type WaitingPod, comesBefore } from './waiting-pod.ts'

/** A line that is shorter is kept, whatever still stands in it, and used again. */
const LONG = 1_024

/**
 * The pods that the scheduler may look at now, by priority and then by time.
 *
 * Most pods come in that very order, so they stand in a line where both ends are at hand; only those
 * that jump the queue (a higher priority, or back from a failed attempt) go through a heap.
 *
 * Invariant: in the line, each pod comes before the next one. A pod that has left in any other way
 * than by `take` is still in here; its place says so.
 */
export class ActiveQueue {
  /** The places from `#head` to `#end`. */
  #line: WaitingPod[] = []
  #head = 0
  #end = 0
  readonly #jumpers = new FastPriorityQueue<WaitingPod>(comesBefore)

  /** True when there is certainly no pod in here. */
  get isEmpty(): boolean {
    return this.#head === this.#end && this.#jumpers.isEmpty()
  }

  add(waiting: WaitingPod): void {
    waiting.place = 'active'
    const isFirst = this.#head === this.#end
    if (isFirst || comesBefore(this.#line[this.#end - 1] as WaitingPod, waiting)) {
      this.#line[this.#end++] = waiting
    } else {
      this.#jumpers.add(waiting)
    }
  }

  /** Takes the first pod. */
  take(): WaitingPod | undefined {
    for (;;) {
      const first = this.#takeFirst()
      if (first === undefined || first.place === 'active') return first
    }
  }

  #takeFirst(): WaitingPod | undefined {
    const inLine = this.#head === this.#end ? undefined : this.#line[this.#head]
    const jumper = this.#jumpers.peek()
    if (jumper !== undefined && (inLine === undefined || comesBefore(jumper, inLine))) {
      return this.#jumpers.poll()
    }
    if (inLine !== undefined) this.#advance()
    return inLine
  }

  /** Forgets the head of the line, at a cost that is constant per pod. */
  #advance(): void {
    this.#head++
    if (this.#head === this.#end) {
      if (this.#end >= LONG) this.#line = []
      this.#head = 0
      this.#end = 0
    } else if (this.#head >= LONG && this.#head * 2 > this.#end) {
      this.#line = this.#line.slice(this.#head, this.#end)
      this.#end -= this.#head
      this.#head = 0
    }
  }
}
