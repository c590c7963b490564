import FastPriorityQueue from 'fastpriorityqueue'
import { BUCKETS } from './bucket-row.ts'
import type { EventTable } from './event-table.ts'
import type { Gathering } from './gathering.ts'
import { type Page, Rung } from './rung.ts'

/**
 * All events but the next few, page by page. `fastpriorityqueue` orders the pages that hold
 * something; the rungs only find the page of an instant.
 *
 * Invariant: the open rungs, from the finest to its last parent, span the time from the finest one's
 * start to eternity without gap or overlap.
 */
export class PageLadder {
  private readonly events: EventTable
  private readonly pages: FastPriorityQueue<Page> = new FastPriorityQueue(isEarlier)
  private readonly root: Rung
  /** The rung whose pages come first; undefined while none is open. */
  private finest: Rung | undefined

  constructor(events: EventTable) {
    this.events = events
    this.root = new Rung(events, undefined)
  }

  /** Adds an event that is not before the finest rung's start. */
  add(slot: number): void {
    const time = this.events.timeOf(slot)
    let rung = this.finest as Rung
    while (time >= rung.end) rung = rung.parent as Rung
    if (rung.add(time, slot)) this.pages.add(rung.pageAt(time))
  }

  /** Takes the first page out of the order, its events still in it; undefined when there is none. */
  nextPage(): Page | undefined {
    const page = this.pages.poll()
    if (page === undefined) {
      this.finest = undefined
      // Otherwise the heap goes on referring to the pages that it gave.
      this.pages.trim()
    } else {
      this.finest = page.rung.isLast(page.index) ? page.rung.parent : page.rung
    }
    return page
  }

  /**
   * Opens a rung before all others, from the first of the gathered events to `end`. Its pages are so
   * wide that one of their buckets will hold about half an event.
   */
  lay(gathering: Gathering, end: number, bucketWidthMax: number): void {
    const { earliest, latest, gap } = gathering
    const bucketWidth = powerOfTwoUpTo(Math.min(gap * EVENTS_PER_BUCKET, bucketWidthMax))
    const pageWidth = bucketWidth * BUCKETS
    const pagesToLatest = Math.floor((latest - earliest) / pageWidth)
    const pageCount = Math.min(pagesToLatest * REACH + 2, PAGES_MAX)
    this.finest = this.childOf(this.finest)
    this.finest.open(earliest, end, pageWidth, pageCount)
    for (const slot of gathering.slots) this.add(slot)
  }

  /** Takes all events out. */
  drain(gathering: Gathering): void {
    for (let page = this.nextPage(); page !== undefined; page = this.nextPage()) {
      page.rung.drain(page.index, gathering)
    }
  }

  private childOf(rung: Rung | undefined): Rung {
    if (rung === undefined) return this.root
    rung.child ??= new Rung(this.events, rung)
    return rung.child
  }
}

function isEarlier(a: Page, b: Page): boolean {
  return a.start < b.start
}

/** The largest power of two that is not above `limit`, and 1 at least. */
function powerOfTwoUpTo(limit: number): number {
  let power = 1
  while (power * 2 <= limit) power *= 2
  return power
}

const EVENTS_PER_BUCKET = 0.5
const PAGES_MAX = 4096
/** A rung reaches this many times as far as its first events, so that it is seldom laid out anew. */
const REACH = 4
