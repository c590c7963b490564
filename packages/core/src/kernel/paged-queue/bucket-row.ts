import type { EventSink, EventTable } from './event-table.ts'
import { ListSorter } from './list-sorter.ts'

/** How many buckets a page is dealt into; 32 of them are a block. */
export const BUCKETS = 8192

/**
 * The page of time that is under way, dealt into buckets of equal width. A bucket is an unsorted
 * list. Most hold one event or none: a bit each says which to skip, and another which to sort. So an
 * event that is alone in its bucket is not read before its turn, and nothing waits for memory.
 */
export class BucketRow implements EventSink {
  /** The first instant after the row; before everything while no page is under way. */
  end: number = -Infinity
  /** The first instant after the buckets taken last. */
  takenEnd: number = -Infinity
  bucketWidth = 1
  /** How many events were added since the row was opened. */
  addedCount = 0
  private readonly events: EventTable
  private readonly sorter: ListSorter
  private readonly first: Int32Array = new Int32Array(BUCKETS).fill(NONE)
  /** Bit b of word i is set when bucket 32 i + b holds an event; one more word ends every search. */
  private readonly occupied: Int32Array = new Int32Array(BLOCKS + 1)
  /** Bit b of word i is set when bucket 32 i + b holds several events. */
  private readonly shared: Int32Array = new Int32Array(BLOCKS)
  private start = 0
  private bucketsPerMicrosecond = 1
  /** Blocks before this one are empty. */
  private block = 0

  constructor(events: EventTable) {
    this.events = events
    this.sorter = new ListSorter(events)
    this.occupied[BLOCKS] = 1
  }

  /** Begins another page; the row must be empty. */
  open(start: number, end: number, bucketWidth: number): void {
    this.start = start
    this.end = end
    this.bucketWidth = bucketWidth
    this.bucketsPerMicrosecond = 1 / bucketWidth
    this.addedCount = 0
    this.block = 0
  }

  get isOpen(): boolean {
    return this.end > -Infinity
  }

  close(): void {
    this.end = -Infinity
  }

  /** Adds an event whose time lies in the row. */
  add(time: number, slot: number): void {
    const bucket = ((time - this.start) * this.bucketsPerMicrosecond) | 0
    const block = bucket >> 5
    const bit = 1 << bucket
    const word = this.occupied[block] as number
    this.shared[block] = (this.shared[block] as number) | (word & bit)
    this.occupied[block] = word | bit
    this.events.setLink(slot, this.first[bucket] as number)
    this.first[bucket] = slot
    if (block < this.block) this.block = block
    this.addedCount += 1
  }

  /**
   * Takes the events of the next buckets that hold any, as an ordered list; negative at the end. It
   * takes a block at once, or one bucket if they are crowded: a short list is quickly added to.
   */
  takeNext(): number {
    const { occupied } = this
    let block = this.block
    while (occupied[block] === 0) block += 1
    this.block = block
    if (block === BLOCKS) return NONE
    const word = occupied[block] as number
    const isCrowded = this.bucketWidth === 1 || this.addedCount > CROWD
    const taken = isCrowded ? word & -word : word
    const lastBucket = isCrowded ? 32 * block + 31 - Math.clz32(taken) : 32 * block + 31
    const list = this.listOf(block, taken)
    occupied[block] = word ^ taken
    this.shared[block] = (this.shared[block] as number) & ~taken
    this.takenEnd = Math.min(this.start + (lastBucket + 1) * this.bucketWidth, this.end)
    return list
  }

  /** Empties buckets of one block into an ordered list. */
  private listOf(block: number, taken: number): number {
    const { first, events } = this
    const shared = this.shared[block] as number
    let list = NONE
    for (let bits = taken; bits !== 0;) {
      const index = 31 - Math.clz32(bits)
      const bit = 1 << index
      const slot = first[32 * block + index] as number
      first[32 * block + index] = NONE
      bits ^= bit
      if ((shared & bit) === 0) {
        events.setLink(slot, list)
        list = slot
      } else {
        list = this.sorter.sortBefore(slot, list)
      }
    }
    return list
  }

  /** Whether the row has these instants and does not mix them up in one bucket. */
  separates(earlier: number, later: number): boolean {
    const isInRow = this.isOpen && earlier >= this.start
    const bucketsApart =
      Math.floor((later - this.start) * this.bucketsPerMicrosecond) -
      Math.floor((earlier - this.start) * this.bucketsPerMicrosecond)
    return isInRow && (earlier === later || bucketsApart > 0)
  }

  /** Moves all events, in no order, and closes the row. */
  drain(sink: EventSink): void {
    for (let bucket = 32 * this.block; bucket < BUCKETS; bucket++) {
      this.events.handOver(this.first[bucket] as number, sink)
      this.first[bucket] = NONE
    }
    this.occupied.fill(0, 0, BLOCKS)
    this.shared.fill(0)
    this.close()
  }
}

const BLOCKS = BUCKETS / 32
/** More events than this in one row are a crowd: two a bucket. */
const CROWD = 2 * BUCKETS
const NONE = -1
