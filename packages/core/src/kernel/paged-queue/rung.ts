import type { EventSink, EventTable } from './event-table.ts'

/** A page of a rung that holds events. */
export interface Page {
  readonly rung: Rung
  readonly index: number
  readonly start: number
  /** The first instant after the page. */
  readonly end: number
}

/**
 * A span of time cut into pages of equal width, the last of which reaches to the end of the span.
 *
 * A page keeps its events as they came. To walk one list through a million records is to wait for
 * memory at each step; so a page is eight lists (chains), filled and walked in turn, and the waits
 * overlap.
 *
 * Invariant: of a page with n events, the last one to come is the first of chain (n − 1) mod 8, the
 * one before it the first or second of the chain before, and so on round the chains.
 */
export class Rung {
  /** The rung that spans the time from this one's end on. */
  readonly parent: Rung | undefined
  /** The rung to be opened for time before the pages of this one. */
  child: Rung | undefined
  end: number = Infinity
  pageWidth = 1
  private readonly events: EventTable
  private start = 0
  private pagesPerMicrosecond = 1
  private lastIndex = 0
  /** How many events each page holds. */
  private counts: Int32Array = new Int32Array(0)
  /** The first slot of each chain; those of page i begin at 8 × i. */
  private first: Int32Array = new Int32Array(0)

  /** What `unlink` took out. */
  private readonly slots: Int32Array = new Int32Array(BATCH)
  private readonly times: Float64Array = new Float64Array(BATCH)

  constructor(events: EventTable, parent: Rung | undefined) {
    this.events = events
    this.parent = parent
  }

  /** Cuts the time from `start` to `end` into that many pages; the rung must be empty. */
  open(start: number, end: number, pageWidth: number, pageCount: number): void {
    this.end = end
    this.pageWidth = pageWidth
    this.start = start
    this.pagesPerMicrosecond = 1 / pageWidth
    this.lastIndex = pageCount - 1
    if (this.counts.length < pageCount) {
      this.counts = new Int32Array(pageCount)
      this.first = new Int32Array(pageCount * CHAINS).fill(NONE)
    }
  }

  /** Adds an event of the rung's span; true if its page was empty. */
  add(time: number, slot: number): boolean {
    const { counts, first } = this
    const offset = (time - this.start) * this.pagesPerMicrosecond
    const index = offset < this.lastIndex ? offset | 0 : this.lastIndex
    const count = counts[index] as number
    const chain = CHAINS * index + (count & (CHAINS - 1))
    this.events.setLink(slot, first[chain] as number)
    first[chain] = slot
    counts[index] = count + 1
    return count === 0
  }

  /** The page of an instant in the rung's span. */
  pageAt(time: number): Page {
    const offset = (time - this.start) * this.pagesPerMicrosecond
    const index = Math.min(Math.floor(offset), this.lastIndex)
    const start = this.start + index * this.pageWidth
    const end = this.isLast(index) ? this.end : Math.min(start + this.pageWidth, this.end)
    return { rung: this, index, start, end }
  }

  isLast(index: number): boolean {
    return index === this.lastIndex
  }

  countOf(index: number): number {
    return this.counts[index] as number
  }

  /** Moves the events of a page, the last one to come first. */
  drain(index: number, sink: EventSink): void {
    const { slots, times } = this
    for (let remaining = this.counts[index] as number; remaining > 0; remaining -= BATCH) {
      const count = Math.min(remaining, BATCH)
      this.unlink(index, remaining, count)
      for (let at = 0; at < count; at++) sink.add(times[at] as number, slots[at] as number)
    }
    this.counts[index] = 0
  }

  /**
   * Takes `count` of the events that remain in a page out of their chains. This loop waits for
   * memory; the less else it does, the more of the waits overlap.
   */
  private unlink(index: number, remaining: number, count: number): void {
    const { events, first, slots, times } = this
    for (let at = 0; at < count; at++) {
      const chain = CHAINS * index + ((remaining - 1 - at) & (CHAINS - 1))
      const slot = first[chain] as number
      slots[at] = slot
      times[at] = events.timeOf(slot)
      first[chain] = events.linkOf(slot)
    }
  }
}

const CHAINS = 8
const BATCH = 512
const NONE = -1
