import { assert } from '../../assert.ts'
import { type TieBreak, comesBefore, rankingOf } from '../event-order.ts'
import type { EventHandle } from '../event-queue.ts'

/** Takes events over one by one. */
export interface EventSink {
  add(time: number, slot: number): void
}

/**
 * The pending events as records in one block of memory, 24 bytes each. Everything else in the queue
 * is lists of slots: an event stays where it was written until it is taken.
 *
 * A slot is the place of a record's first word; a negative one ends a list. The fields of a record
 * lie side by side, not in an array each, so that an event costs one cache miss: its link, its kind
 * and priority, its entity, its sequence number, and its time as the third double.
 *
 * Invariant: a slot is in exactly one list: that of the free slots, a lane, the run, a bucket or a
 * chain of a page.
 */
export class EventTable {
  /** How many slots hold cancelled events. */
  goneCount = 0
  private readonly rankOf: (sequence: number) => number
  private words: Int32Array<ArrayBuffer> = new Int32Array(0)
  private times: Float64Array<ArrayBuffer> = new Float64Array(0)
  /** There is always one. */
  private firstFree = NONE
  /** The next sequence number: its lower 32 bits, and the others where a record has them. */
  private sequence = 0
  private sequenceHigh = 0

  constructor(tieBreak: TieBreak) {
    this.rankOf = rankingOf(tieBreak)
    this.grow()
  }

  /** How many events were ever added. */
  get addedCount(): number {
    return this.sequenceHigh * 65_536 + (this.sequence >>> 0)
  }

  /** Writes an event into a free slot and gives it the next sequence number. */
  add(time: number, priority: number, kind: number, entity: number): number {
    const words = this.words
    const slot = this.firstFree
    this.firstFree = words[slot] as number
    words[slot + WHAT] = this.sequenceHigh | (priority << 12) | kind
    words[slot + ENTITY] = entity
    words[slot + SEQUENCE] = this.sequence
    this.times[(slot >> 1) + TIME] = time
    if (this.firstFree < 0) this.grow()
    this.sequence = (this.sequence + 1) | 0
    if (this.sequence === 0) this.sequenceHigh += 65_536
    return slot
  }

  /** Makes the slot free for another event. */
  release(slot: number): void {
    const words = this.words
    words[slot] = this.firstFree
    words[slot + WHAT] = GONE
    this.firstFree = slot
  }

  timeOf(slot: number): number {
    return this.times[(slot >> 1) + TIME] as number
  }

  /** Kind and priority in one word (`kindIn`, `priorityIn`), negative if the event is gone. */
  whatOf(slot: number): number {
    return this.words[slot + WHAT] as number
  }

  entityOf(slot: number): number {
    return this.words[slot + ENTITY] as number
  }

  /** The lower 32 bits of the sequence number. */
  sequenceWordOf(slot: number): number {
    return this.words[slot + SEQUENCE] as number
  }

  /** The slot that follows in the list. */
  linkOf(slot: number): number {
    return this.words[slot] as number
  }

  setLink(slot: number, following: number): void {
    this.words[slot] = following
  }

  /** Marks an event as cancelled; it keeps its place in its list until the queue comes across it. */
  markGone(slot: number): void {
    this.words[slot + WHAT] = this.whatOf(slot) | GONE
    this.goneCount += 1
  }

  /** Frees the slot of a cancelled event that is in no list any more. */
  releaseGone(slot: number): void {
    this.release(slot)
    this.goneCount -= 1
  }

  /** Hands the events of a list over. */
  handOver(list: number, sink: EventSink): void {
    for (let slot = list; slot >= 0;) {
      const following = this.linkOf(slot)
      sink.add(this.timeOf(slot), slot)
      slot = following
    }
  }

  /** The list without its cancelled events. */
  withoutGone(list: number): number {
    let kept = NONE
    let last = NONE
    for (let slot = list; slot >= 0;) {
      const following = this.linkOf(slot)
      if (this.whatOf(slot) < 0) this.releaseGone(slot)
      else {
        if (last < 0) kept = slot
        else this.setLink(last, slot)
        last = slot
      }
      slot = following
    }
    if (last >= 0) this.setLink(last, NONE)
    return kept
  }

  /**
   * Names the event in a slot by the slot and 26 bits of the sequence number. A stale handle would
   * be mistaken for the slot's present event only after exactly a multiple of 2²⁶ further events.
   */
  handleOf(slot: number): EventHandle {
    return ((this.sequenceWordOf(slot) & SEQUENCE_IN_HANDLE) * SLOTS_END + slot) as EventHandle
  }

  /** The slot of the pending event that a handle names; negative if there is none. */
  slotOf(handle: EventHandle): number {
    const slot = handle % SLOTS_END
    const isPending =
      slot >= 0 &&
      slot < this.words.length &&
      this.whatOf(slot) >= 0 &&
      this.handleOf(slot) === handle
    return isPending ? slot : NONE
  }

  /** Whether the event in slot A goes before the one in slot B. */
  comesBefore(slotA: number, slotB: number): boolean {
    const timeA = this.timeOf(slotA)
    const timeB = this.timeOf(slotB)
    return timeA === timeB ? this.comesBeforeAtOneTime(slotA, slotB) : timeA < timeB
  }

  private comesBeforeAtOneTime(slotA: number, slotB: number): boolean {
    const sequenceA = this.sequenceOf(slotA)
    const sequenceB = this.sequenceOf(slotB)
    return comesBefore(
      0,
      priorityIn(this.whatOf(slotA)),
      this.rankOf(sequenceA),
      sequenceA,
      0,
      priorityIn(this.whatOf(slotB)),
      this.rankOf(sequenceB),
      sequenceB,
    )
  }

  private sequenceOf(slot: number): number {
    const high = (this.whatOf(slot) >>> 16) & 0x7fff
    return high * 4_294_967_296 + (this.sequenceWordOf(slot) >>> 0)
  }

  /** Makes room for twice as many events, or for an eighth more where memory counts. */
  private grow(): void {
    const used = this.words.length
    const capacity = used / RECORD_WORDS
    const step = Math.max(capacity < DOUBLING_MAX ? capacity : capacity >> 3, CAPACITY_MIN)
    const words = new Int32Array(used + step * RECORD_WORDS)
    assert(words.length <= SLOTS_END, 'at most 22 million events are pending')
    words.set(this.words)
    this.words = words
    this.times = new Float64Array(words.buffer)
    for (let slot = words.length - RECORD_WORDS; slot >= used; slot -= RECORD_WORDS) {
      this.release(slot)
    }
  }
}

/** The kind in a `whatOf` word. */
export function kindIn(what: number): number {
  return what & 0xfff
}

/** The priority in a `whatOf` word. */
export function priorityIn(what: number): number {
  return (what >>> 12) & 7
}

const RECORD_WORDS = 6
/** From the top: gone (1 bit), sequence number (15 more bits), unused (1), priority (3), kind (12). */
const WHAT = 1
const ENTITY = 2
const SEQUENCE = 3
/** Counted in doubles. */
const TIME = 2

const NONE = -1
const GONE = -0x8000_0000
const CAPACITY_MIN = 64
const DOUBLING_MAX = 65_536
const SLOTS_END = 134_217_728
const SEQUENCE_IN_HANDLE = 0x3ff_ffff
