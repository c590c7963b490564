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
 *
 * A key that has come once is known from then on: the same few come again and again, and a lookup is all
 * that one costs then.
 */
export class WorkQueue {
  readonly #simulation: Simulation
  readonly #retries: RetryLimiter
  readonly #onReady: () => void
  readonly #known = new Map<string, KnownKey>()
  readonly #byNumber: KnownKey[] = []
  readonly #keyDue: EventKind
  readonly #ready: EventKind
  #first: KnownKey | undefined
  #last: KnownKey | undefined
  #length = 0
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
    return this.#length
  }

  /** Keys that wait for their time, in the order in which they were first delayed, and that time. */
  get waiting(): readonly { readonly key: string; readonly time: SimTime }[] {
    return this.#byNumber.flatMap(({ key, delayed }) =>
      delayed === undefined ? [] : [{ key, time: delayed.time }],
    )
  }

  add(key: string): void {
    this.#add(this.#knownKey(key))
  }

  /** Adds the key after `delay`; a key that already waits keeps the earlier time. */
  addAfter(key: string, delay: Duration): void {
    if (delay <= 0) {
      this.add(key)
      return
    }
    const known = this.#knownKey(key)
    const time = (this.#simulation.now + delay) as SimTime
    if (known.delayed !== undefined) {
      if (known.delayed.time <= time) return
      this.#simulation.cancel(known.delayed.handle)
    }
    if (known.number === UNNUMBERED) known.number = this.#byNumber.push(known) - 1
    const handle = this.#simulation.scheduleAt(time, this.#keyDue, known.number)
    known.delayed = { time, handle }
  }

  /** When a delayed key is to enter the queue; undefined when it does not wait. */
  waitsUntil(key: string): SimTime | undefined {
    return this.#known.get(key)?.delayed?.time
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
    const known = this.#first
    if (known === undefined) return undefined
    this.#first = known.next
    if (known.next === undefined) this.#last = undefined
    known.next = undefined
    this.#length--
    known.isProcessing = true
    known.isDirty = false
    this.#takenSince = known.dirtySince
    return known.key
  }

  /** The worker is done with the key. */
  done(key: string): void {
    const known = this.#knownKey(key)
    known.isProcessing = false
    if (known.isDirty) this.#push(known)
  }

  #add(known: KnownKey): void {
    if (known.isDirty) return
    known.isDirty = true
    known.dirtySince = this.#simulation.now
    if (!known.isProcessing) this.#push(known)
  }

  #push(known: KnownKey): void {
    if (this.#last === undefined) this.#first = known
    else this.#last.next = known
    this.#last = known
    this.#length++
    if (this.#isReadyScheduled) return
    this.#isReadyScheduled = true
    this.#simulation.scheduleAfter(0 as Duration, this.#ready, 0)
  }

  #enterWaiting(number: number): void {
    const known = this.#byNumber[number] as KnownKey
    if (known.delayed === undefined) return
    known.delayed = undefined
    this.#add(known)
  }

  #knownKey(key: string): KnownKey {
    let known = this.#known.get(key)
    if (known === undefined) {
      known = new KnownKey(key)
      this.#known.set(key, known)
    }
    return known
  }
}

const UNNUMBERED = -1

/** A key, and where it stands. */
class KnownKey {
  readonly key: string
  /** Its place among those that have been delayed. */
  number = UNNUMBERED
  /** It is to be worked on, and since when. */
  isDirty = false
  dirtySince: SimTime = START
  /** A worker has it. */
  isProcessing = false
  /** When it is to be added, if that is planned. */
  delayed: { readonly time: SimTime; readonly handle: EventHandle } | undefined
  /** The key behind it in the queue. */
  next: KnownKey | undefined

  constructor(key: string) {
    this.key = key
  }
}
