import type { SimTime } from '../kernel/time.ts'
import type { StoredChange } from './stored-change.ts'

const FIRST_CAPACITY = 16

/**
 * Changes on their way to a watcher, in the order of their commits, each with the instant at which it
 * arrives: a ring that grows with what is under way at once and is never emptied by copying.
 *
 * Invariant: the capacity is a power of two, and the changes stand from `head` on, around the end.
 */
export class DeliveryLine {
  #changes: (StoredChange | undefined)[] = new Array<undefined>(FIRST_CAPACITY).fill(undefined)
  #times: number[] = new Array<number>(FIRST_CAPACITY).fill(0)
  #head = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  /** When the first change arrives; `Infinity` when none is on its way. */
  get firstTime(): SimTime {
    return (this.#length === 0 ? Infinity : this.#times[this.#head]) as SimTime
  }

  push(change: StoredChange, time: SimTime): void {
    if (this.#length === this.#changes.length) this.#grow()
    const place = (this.#head + this.#length) & (this.#changes.length - 1)
    this.#changes[place] = change
    this.#times[place] = time
    this.#length++
  }

  /** Takes the first change out; there must be one. */
  take(): StoredChange {
    const change = this.#changes[this.#head] as StoredChange
    this.#changes[this.#head] = undefined
    this.#head = (this.#head + 1) & (this.#changes.length - 1)
    this.#length--
    return change
  }

  /** Takes all changes out, first to last. */
  takeAll(): readonly StoredChange[] {
    const all: StoredChange[] = []
    while (this.#length > 0) all.push(this.take())
    return all
  }

  #grow(): void {
    const { length } = this.#changes
    const changes = new Array<StoredChange | undefined>(length * 2).fill(undefined)
    const times = new Array<number>(length * 2).fill(0)
    for (let index = 0; index < length; index++) {
      const place = (this.#head + index) & (length - 1)
      changes[index] = this.#changes[place]
      times[index] = this.#times[place] as number
    }
    this.#changes = changes
    this.#times = times
    this.#head = 0
  }
}
