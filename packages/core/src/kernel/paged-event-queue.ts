import type { TieBreak } from './event-order.ts'
import type { EventHandle, EventQueue } from './event-queue.ts'
import { BUCKETS, BucketRow } from './paged-queue/bucket-row.ts'
import { EventTable, kindIn, priorityIn } from './paged-queue/event-table.ts'
import { Gathering } from './paged-queue/gathering.ts'
import type { InstantEvents } from './paged-queue/instant-events.ts'
import { InstantHeap } from './paged-queue/instant-heap.ts'
import { InstantLanes } from './paged-queue/instant-lanes.ts'
import { PageLadder } from './paged-queue/page-ladder.ts'
import type { Page, Rung } from './paged-queue/rung.ts'

/**
 * The event queue of every simulation: a push and a pop cost the same small number of steps whether
 * two events are pending or a million, and whatever the scale of their delays.
 *
 * An event waits in one of four places. By time they follow each other, and time moves events only
 * from the later ones to the earlier:
 *
 * - the **instant**: events of the present instant, pushed during it;
 * - the **run**, up to `runEnd`: the next few events, sorted;
 * - the **row**, up to `row.end`: the present page, spread over buckets;
 * - the **ladder**: all others, in unsorted pages that `fastpriorityqueue` orders.
 *
 * A page is dealt into the row when its time has come, and the row's buckets are sorted into the run,
 * some at a time. How wide pages and buckets are follows from the events: when many fall between two that
 * lie close, or the last page of all has been reached, what is there is laid out anew.
 *
 * Assumption: no event is pushed for a time before that of the event popped last.
 *
 * The fields are `private` rather than `#private` because V8 inlines by length of bytecode, and the
 * latter take more of it (a fifth of the time of a push and pop).
 */
export class PagedEventQueue implements EventQueue {
  time = 0
  entity = 0
  private what = 0
  private readonly events: EventTable
  private readonly instant: InstantEvents
  /** The first event of the run; negative when it is empty. */
  private run = NONE
  private runEnd = Infinity
  /** True when the run is known to hold nothing of the present instant: it stays so until that is over. */
  private runIsLater = false
  private readonly row: BucketRow
  private readonly ladder: PageLadder
  /** How many events were popped or cancelled. */
  private leftCount = 0

  constructor(tieBreak: TieBreak = 'fifo') {
    this.events = new EventTable(tieBreak)
    this.instant =
      tieBreak === 'fifo' ? new InstantLanes(this.events) : new InstantHeap(this.events)
    this.row = new BucketRow(this.events)
    this.ladder = new PageLadder(this.events)
  }

  get size(): number {
    return this.events.addedCount - this.leftCount
  }

  get priority(): number {
    return priorityIn(this.what)
  }

  get kind(): number {
    return kindIn(this.what)
  }

  push(time: number, priority: number, kind: number, entity: number): EventHandle {
    const slot = this.events.add(time, priority, kind, entity)
    if (time === this.time) this.instant.add(slot, priority)
    else if (time < this.runEnd) this.addToRun(time, slot)
    else if (time < this.row.end) this.row.add(time, slot)
    else this.ladder.add(slot)
    return this.events.handleOf(slot)
  }

  cancel(handle: EventHandle): boolean {
    const slot = this.events.slotOf(handle)
    if (slot < 0) return false
    this.events.markGone(slot)
    this.leftCount += 1
    if (this.events.goneCount > this.size + GONE_SPARED) this.purge()
    return true
  }

  pop(horizon: number = Infinity): boolean {
    while (!this.instant.isEmpty) {
      if (this.time > horizon) return false
      const isOfInstant = this.runIsLater || this.instantGoesFirst()
      if (this.take(isOfInstant ? this.instant.shift() : this.shiftRun())) return true
    }
    return this.popFromRun(horizon)
  }

  peekTime(): number {
    const { events, instant } = this
    while (!instant.isEmpty) {
      if (events.whatOf(instant.first) >= 0) return this.time
      events.releaseGone(instant.shift())
    }
    while (this.run >= 0 || this.refillRun()) {
      if (events.whatOf(this.run) >= 0) return events.timeOf(this.run)
      events.releaseGone(this.shiftRun())
    }
    return Infinity
  }

  private instantGoesFirst(): boolean {
    const { events, run } = this
    this.runIsLater = run < 0 || events.timeOf(run) > this.time
    return this.runIsLater || events.comesBefore(this.instant.first, run)
  }

  private popFromRun(horizon: number): boolean {
    while (this.run >= 0 || this.refillRun()) {
      const time = this.events.timeOf(this.run)
      if (time > horizon) return false
      if (this.take(this.shiftRun())) {
        this.time = time
        this.runIsLater = false
        return true
      }
    }
    return false
  }

  private shiftRun(): number {
    const slot = this.run
    this.run = this.events.linkOf(slot)
    return slot
  }

  /** Frees the slot of an event and fills the fields from it, `time` apart; false if it was cancelled. */
  private take(slot: number): boolean {
    const events = this.events
    const what = events.whatOf(slot)
    events.release(slot)
    if (what < 0) {
      events.goneCount -= 1
      return false
    }
    this.what = what
    this.entity = events.entityOf(slot)
    this.leftCount += 1
    return true
  }

  /** Puts an event in its place; the work is the number of events before it. */
  private addToRun(time: number, slot: number): void {
    const events = this.events
    let previous = NONE
    let following = this.run
    let steps = 0
    while (following >= 0) {
      const other = events.timeOf(following)
      if (other > time || (other === time && events.comesBefore(slot, following))) break
      previous = following
      following = events.linkOf(following)
      steps += 1
    }
    events.setLink(slot, following)
    if (previous < 0) this.run = slot
    else events.setLink(previous, slot)
    if (steps > RUN_STEPS_MAX) this.shortenRun()
  }

  /**
   * Keeps the first few events of the run and lays out the others anew, with what is left of the
   * row. No instant is torn apart, and the present one stays: `instant` is compared with the run only.
   */
  private shortenRun(): void {
    const events = this.events
    const cut = events.timeOf(this.slotInRun(RUN_KEPT))
    let last = NONE
    let rest = this.run
    while (events.timeOf(rest) < cut || events.timeOf(rest) === this.time) {
      last = rest
      rest = events.linkOf(rest)
    }
    if (last < 0) this.run = NONE
    else events.setLink(last, NONE)
    const gathering = new Gathering(events)
    events.handOver(rest, gathering)
    this.putBack(gathering)
  }

  /** Puts events back into the row, or lays all out anew if the row is none for them. */
  private putBack(gathering: Gathering): void {
    const { earliest, latest, gap } = gathering
    if (this.row.separates(earliest, latest)) {
      this.runEnd = earliest
      gathering.handOver(this.row)
    } else {
      this.layAnew(gathering, gap)
    }
  }

  private slotInRun(index: number): number {
    let slot = this.run
    for (let step = 0; step < index; step++) slot = this.events.linkOf(slot)
    return slot
  }

  /** Fills the empty run with the next events of the row or the ladder; false when there are none. */
  private refillRun(): boolean {
    const row = this.row
    while (this.run < 0) {
      if (row.addedCount > ROW_MAX && row.bucketWidth > 1) {
        this.layAnew(new Gathering(this.events), Infinity)
      }
      const list = row.takeNext()
      if (list >= 0) {
        this.run = list
        this.runEnd = row.takenEnd
      } else if (!this.turnPage()) {
        return false
      }
    }
    return true
  }

  /** Turns to the next page; false when there is none. */
  private turnPage(): boolean {
    this.row.close()
    const page = this.ladder.nextPage()
    if (page === undefined) this.runEnd = Infinity
    else this.openPage(page)
    return page !== undefined
  }

  private openPage({ rung, index, start, end }: Page): void {
    const bucketWidth = rung.pageWidth / BUCKETS
    // The last page of a rung is as wide as what was left of its span.
    const isWide = end - start > rung.pageWidth
    const isCrowded = rung.countOf(index) > ROW_MAX && bucketWidth > 1
    if (isWide || isCrowded) {
      this.cutPage(rung, index, end, isWide ? Infinity : bucketWidth / 2)
    } else {
      this.runEnd = start
      this.row.open(start, end, bucketWidth)
      rung.drain(index, this.row)
    }
  }

  /** Lays out a page as what it holds suggests; what is hardly anything goes into the run. */
  private cutPage(rung: Rung, index: number, end: number, bucketWidthMax: number): void {
    const gathering = new Gathering(this.events)
    rung.drain(index, gathering)
    this.runEnd = end
    if (gathering.count > RUN_KEPT) this.layAnew(gathering, bucketWidthMax)
    else for (const slot of gathering.slots) this.addToRun(this.events.timeOf(slot), slot)
  }

  /** Lays out the gathered events anew and, when a row is under way, its events as well. */
  private layAnew(gathering: Gathering, bucketWidthMax: number): void {
    const row = this.row
    let end = this.runEnd
    let widthMax = bucketWidthMax
    if (row.isOpen) {
      end = row.end
      widthMax = Math.min(widthMax, row.bucketWidth / 2)
      row.drain(gathering)
    }
    if (gathering.count === 0) return
    this.runEnd = gathering.earliest
    this.ladder.lay(gathering, end, widthMax)
  }

  /** Drops the cancelled events. */
  private purge(): void {
    this.instant.purge()
    this.run = this.events.withoutGone(this.run)
    const gathering = new Gathering(this.events)
    this.row.drain(gathering)
    this.ladder.drain(gathering)
    this.runEnd = gathering.earliest
    if (gathering.count > 0) this.ladder.lay(gathering, Infinity, Infinity)
  }
}

/** An insertion that passes more events than this makes the run shorter. */
const RUN_STEPS_MAX = 32
const RUN_KEPT = 16
/** A row that more events have gone through than this was cut too coarsely. */
const ROW_MAX = 4 * BUCKETS
/** Cancelled events beyond this number may not outnumber the pending ones. */
const GONE_SPARED = 1024
const NONE = -1
