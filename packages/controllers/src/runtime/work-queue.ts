import {
  type Duration,
  type EventHandle,
  type EventKind,
  PHASES,
  START,
  type SimTime,
  type Simulation,
} from '@seatrial/core'
import type { RetryLimiter } from './retry-limiter.ts'

/**
 * The work queue between event handlers and workers, with the guarantees of the real one:
 * - a key is in the queue at most once, and never with two workers;
 * - a key added while a worker has it is queued again when the worker is done with it;
 * - a delayed key that is already waiting keeps the earlier time;
 * - a retry waits the longer of its own back-off and the queue's shared bucket.
 *
 * Keys enter in the last phase of an instant, so that a worker sees every event of that instant.
 */
export class WorkQueue {
  readonly #simulation: Simulation
  readonly #retries: RetryLimiter
  readonly #onReady: () => void
  readonly #queue: string[] = []
  /** Keys to be worked on, and since when. */
  readonly #dirty = new Map<string, SimTime>()
  readonly #processing = new Set<string>()
  readonly #keyNumbers = new Map<string, number>()
  readonly #waiting: (WaitingKey | undefined)[] = []
  readonly #keyDue: EventKind
  readonly #ready: EventKind
  #head = 0
  #takenSince: SimTime = START
  #isReadyScheduled = false

  /** `onReady` is called in the worker phase of an instant at which keys may be taken. */
  constructor(
    simulation: Simulation,
    options: {
      readonly name: string
      readonly retries: RetryLimiter
      readonly onReady: () => void
    },
  ) {
    this.#simulation = simulation
    this.#retries = options.retries
    this.#onReady = options.onReady
    this.#keyDue = simulation.defineEvent(`KeyDue/${options.name}`, PHASES.workerStart, (number) =>
      this.#enterWaiting(number),
    )
    this.#ready = simulation.defineEvent(`KeysReady/${options.name}`, PHASES.workerStart, () => {
      this.#isReadyScheduled = false
      this.#onReady()
    })
  }

  /** Since when the key that was taken last was to be worked on. */
  get takenSince(): SimTime {
    return this.#takenSince
  }

  /** Keys that wait for a worker now. */
  get length(): number {
    return this.#queue.length - this.#head
  }

  /** Keys that wait for their time, in the order in which they were first seen, and that time. */
  get waiting(): readonly { readonly key: string; readonly time: SimTime }[] {
    return this.#waiting.filter((waiting) => waiting !== undefined)
  }

  add(key: string): void {
    if (this.#dirty.has(key)) return
    this.#dirty.set(key, this.#simulation.now)
    if (this.#processing.has(key)) return
    this.#push(key)
  }

  /** Adds the key after `delay`; a key that already waits keeps the earlier time. */
  addAfter(key: string, delay: Duration): void {
    if (delay <= 0) {
      this.add(key)
      return
    }
    const number = this.#numberOf(key)
    const time = (this.#simulation.now + delay) as SimTime
    const waiting = this.#waiting[number]
    if (waiting !== undefined) {
      if (waiting.time <= time) return
      this.#simulation.cancel(waiting.handle)
    }
    const handle = this.#simulation.scheduleAt(time, this.#keyDue, number)
    this.#waiting[number] = { key, time, handle }
  }

  /** When a delayed key is to enter the queue; undefined when it does not wait. */
  waitsUntil(key: string): SimTime | undefined {
    const number = this.#keyNumbers.get(key)
    return number === undefined ? undefined : this.#waiting[number]?.time
  }

  /** Adds the key after its back-off, one failure more than before. */
  addRateLimited(key: string): void {
    this.addAfter(key, this.#retries.next(key, this.#simulation.now))
  }

  /** Clears the key's failures: its next retry starts from the shortest pause. */
  forget(key: string): void {
    this.#retries.forget(key)
  }

  /** Hands the oldest key to a worker, or undefined when there is none. */
  take(): string | undefined {
    if (this.#head === this.#queue.length) return undefined
    const key = this.#queue[this.#head++]
    if (this.#head === this.#queue.length) {
      this.#queue.length = 0
      this.#head = 0
    }
    if (key === undefined) return undefined
    this.#processing.add(key)
    this.#takenSince = this.#dirty.get(key) ?? this.#simulation.now
    this.#dirty.delete(key)
    return key
  }

  /** The worker is done with the key. */
  done(key: string): void {
    this.#processing.delete(key)
    if (this.#dirty.has(key)) this.#push(key)
  }

  #push(key: string): void {
    this.#queue.push(key)
    if (this.#isReadyScheduled) return
    this.#isReadyScheduled = true
    this.#simulation.scheduleAfter(0 as Duration, this.#ready, 0)
  }

  #enterWaiting(number: number): void {
    const waiting = this.#waiting[number]
    this.#waiting[number] = undefined
    if (waiting !== undefined) this.add(waiting.key)
  }

  #numberOf(key: string): number {
    let number = this.#keyNumbers.get(key)
    if (number === undefined) {
      number = this.#keyNumbers.size
      this.#keyNumbers.set(key, number)
    }
    return number
  }
}

interface WaitingKey {
  readonly key: string
  readonly time: SimTime
  readonly handle: EventHandle
}
