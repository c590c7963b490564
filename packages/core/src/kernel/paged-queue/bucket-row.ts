import type { EventTable } from './event-table.ts'
import type { Gathering } from './gathering.ts'
import { ListSorter } from './list-sorter.ts'

/** How many buckets a page is dealt into; 32 of them are a block. */
export const BUCKETS = 8192

/**
 * The page of time that is under way, dealt into buckets of equal width. A bucket is an unsorted
 * list. Most hold one event or none, and a bit each says which to skip.
 */
export class BucketRow {
  /** The first instant after the row; before everything while no page is under way. */
  end: number = -Infinity
  bucketWidth = 1
  /** How many events were added since the row was opened. */
  addedCount = 0
  private readonly events: EventTable
  private readonly sorter: ListSorter
  private readonly first: Int32Array = new Int32Array(BUCKETS).fill(NONE)
  /** Bit b of word i is set when bucket 32 i + b holds an event; one more word ends every search. */
  private readonly occupied: Int32Array = new Int32Array(BLOCKS + 1)
  private start = 0
  private bucketsPerMicrosecond = 1
  /** The block taken last; all before it are empty. */
  private block = 0

  constructor(events: EventTable) {
    this.events = events
    this.sorter = new ListSorter(events)
    this.occupied[BLOCKS] = 1
  }

  /** Begins another page; the row must be empty. */
  open(start: number, end: number, bucketWidth: number): void {
    this.end = end
    this.bucketWidth = bucketWidth
    this.addedCount = 0
    this.start = start
    this.bucketsPerMicrosecond = 1 / bucketWidth
    this.block = 0
  }

  close(): void {
    this.end = -Infinity
  }

  /** Adds an event whose time lies between the block taken last and the row's end. */
  add(time: number, slot: number): void {
    const bucket = ((time - this.start) * this.bucketsPerMicrosecond) | 0
    const block = bucket >> 5
    this.events.setLink(slot, this.first[bucket] as number)
    this.first[bucket] = slot
    this.occupied[block] = (this.occupied[block] as number) | (1 << bucket)
    this.addedCount += 1
  }

  /** Takes the events of the next block that holds any, as an ordered list; negative at the end. */
  takeBlock(): number {
    const { events, first, occupied } = this
    let block = this.block
    while (occupied[block] === 0) block += 1
    this.block = block
    if (block === BLOCKS) return NONE
    let list = NONE
    for (let word = occupied[block] as number; word !== 0;) {
      const bit = 31 - Math.clz32(word)
      const bucket = 32 * block + bit
      const taken = first[bucket] as number
      first[bucket] = NONE
      word ^= 1 << bit
      const second = events.linkOf(taken)
      if (second < 0) {
        events.setLink(taken, list)
        list = taken
      } else if (events.linkOf(second) >= 0) {
        list = this.sorter.sortBefore(taken, list)
      } else if (events.comesBefore(taken, second)) {
        events.setLink(second, list)
        list = taken
      } else {
        events.setLink(taken, list)
        events.setLink(second, taken)
        list = second
      }
    }
    occupied[block] = 0
    return list
  }

  /** The first instant after the block taken last. */
  get takenEnd(): number {
    return Math.min(this.start + 32 * (this.block + 1) * this.bucketWidth, this.end)
  }

  /** Moves all events, in no order, and closes the row. */
  drain(gathering: Gathering): void {
    for (let bucket = 32 * this.block; bucket < BUCKETS; bucket++) {
      gathering.addList(this.first[bucket] as number)
      this.first[bucket] = NONE
    }
    this.occupied.fill(0, 0, BLOCKS)
    this.close()
  }
}

const BLOCKS = BUCKETS / 32
const NONE = -1
