import type { EventTable } from './event-table.ts'

/** A page of a rung that holds events. */
export interface Page {
  readonly rung: Rung
  readonly index: number
  readonly start: number
  /** The first instant after the page. */
  readonly end: number
}

/** Takes events over one by one. */
export interface EventSink {
  add(time: number, slot: number): void
}

/**
 * A span of time cut into pages of equal width, the last of which reaches to the end of the span.
 *
 * A page keeps its events unsorted. To walk one list through a million records is to wait for memory
 * at each step; so a page is eight lists (chains) walked in turn, and the waits overlap.
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
  /** The first slot of each chain; those of page i begin at 8 × i. */
  private first: Int32Array = new Int32Array(0)
  /** Whether a page was given out and not drained since. */
  private isHeld: Uint8Array = new Uint8Array(0)

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
    if (this.isHeld.length < pageCount) {
      this.first = new Int32Array(pageCount * CHAINS).fill(NONE)
      this.isHeld = new Uint8Array(pageCount)
    }
  }

  /** Adds an event of the rung's span; true if it is the first of its chain. */
  add(time: number, slot: number): boolean {
    const { events, first } = this
    const chain = CHAINS * this.indexOf(time) + (events.sequenceWordOf(slot) & (CHAINS - 1))
    const following = first[chain] as number
    events.setLink(slot, following)
    first[chain] = slot
    return following < 0
  }

  /** Gives out the page of an instant, once until it is drained. */
  holdPage(time: number): Page | undefined {
    const index = this.indexOf(time)
    if (this.isHeld[index] === 1) return undefined
    this.isHeld[index] = 1
    const start = this.start + index * this.pageWidth
    const end = this.isLast(index) ? this.end : Math.min(start + this.pageWidth, this.end)
    return { rung: this, index, start, end }
  }

  isLast(index: number): boolean {
    return index === this.lastIndex
  }

  /** Moves the events of a page. */
  drain(index: number, sink: EventSink): void {
    const { events, first } = this
    const begin = CHAINS * index
    this.isHeld[index] = 0
    let mayHoldMore = true
    while (mayHoldMore) {
      mayHoldMore = false
      for (let chain = begin; chain < begin + CHAINS; chain++) {
        const slot = first[chain] as number
        if (slot < 0) continue
        first[chain] = events.linkOf(slot)
        sink.add(events.timeOf(slot), slot)
        mayHoldMore = true
      }
    }
  }

  /** Drops the cancelled events. */
  purge(): void {
    for (let chain = 0; chain < CHAINS * (this.lastIndex + 1); chain++) {
      this.first[chain] = this.events.withoutGone(this.first[chain] as number)
    }
  }

  private indexOf(time: number): number {
    const offset = (time - this.start) * this.pagesPerMicrosecond
    return offset < this.lastIndex ? offset | 0 : this.lastIndex
  }
}

const CHAINS = 8
const NONE = -1
