import { assert } from '../assert.ts'
import type { TieBreak } from './event-order.ts'
import { EVENT_KIND_MAX, type EventHandle, type EventQueue } from './event-queue.ts'
import { PagedEventQueue } from './paged-event-queue.ts'
import type { Phase } from './phases.ts'
import { type Duration, type SimTime, START } from './time.ts'

declare const eventKindBrand: unique symbol

/** What happens at an event: a number that `defineEvent` gave out, the phase in its upper bits. */
export type EventKind = number & { readonly [eventKindBrand]: 'EventKind' }

/** An executed event as a tracer sees it. */
export interface TracedEvent {
  readonly type: string
  readonly time: SimTime
  readonly entity: number
}

/** Receives every event just before it is executed. */
export type Tracer = (event: TracedEvent) => void

/** What a simulation may be given; each has a default. */
export interface SimulationOptions {
  /** The order of events with equal time and priority; `fifo` by default. */
  readonly tieBreak?: TieBreak
  /** Another event queue; it brings its own tie-break. */
  readonly queue?: EventQueue
}

/**
 * The simulation clock and the loop that advances it from event to event.
 *
 * An event is plain data: a kind and the number of the entity that it concerns. Kinds are defined
 * once with a name, a phase and a handler; what is scheduled afterwards are numbers.
 *
 * As in the queue, fields are `private` rather than `#private`: all that happens goes through here.
 */
export class Simulation {
  /** The simulation clock. Only the loop sets it. */
  readonly now: SimTime = START

  private readonly queue: EventQueue
  private readonly names: string[] = []
  private readonly handlers: ((entity: number) => void)[] = []
  private tracer: Tracer | undefined
  private executed = 0
  private cancelled = 0

  constructor({ tieBreak = 'fifo', queue }: SimulationOptions = {}) {
    this.queue = queue ?? new PagedEventQueue(tieBreak)
  }

  /** How many events have been scheduled. */
  get scheduledCount(): number {
    return this.executed + this.cancelled + this.queue.size
  }

  /** How many events have been executed. */
  get executedCount(): number {
    return this.executed
  }

  /** How many events have been taken back. */
  get cancelledCount(): number {
    return this.cancelled
  }

  /** How many events are still to come. Scheduled = executed + cancelled + pending. */
  get pendingCount(): number {
    return this.queue.size
  }

  /**
   * Defines a kind of event.
   *
   * @param name what traces call it
   * @param priority its phase within an instant, one of `PHASES`; 0 runs first
   * @param handle what it does to the entity it concerns
   */
  defineEvent(name: string, priority: Phase, handle: (entity: number) => void): EventKind {
    const kind = this.handlers.length
    assert(kind <= EVENT_KIND_MAX, `at most ${EVENT_KIND_MAX + 1} kinds of event`)
    this.names.push(name)
    this.handlers.push(handle)
    return ((priority << KIND_BITS) | kind) as EventKind
  }

  /** Schedules an event for an instant, which may be the present one but must not be past. */
  scheduleAt(time: SimTime, kind: EventKind, entity: number): EventHandle {
    // Written so that NaN and infinity fail, too.
    const isValid = time >= this.now && time - Math.floor(time) === 0
    assert(isValid, 'an event falls on a whole microsecond that is not past')
    return this.queue.push(time, kind >> KIND_BITS, kind & KIND_MASK, entity)
  }

  /** Schedules an event `delay` from now; a delay of 0 means later in this very instant. */
  scheduleAfter(delay: Duration, kind: EventKind, entity: number): EventHandle {
    return this.scheduleAt((this.now + delay) as SimTime, kind, entity)
  }

  /** Takes a scheduled event back; false if it was executed or cancelled before. */
  cancel(handle: EventHandle): boolean {
    const wasPending = this.queue.cancel(handle)
    if (wasPending) this.cancelled += 1
    return wasPending
  }

  /** Shows every following event to `tracer`, or to nobody. */
  traceWith(tracer: Tracer | undefined): void {
    this.tracer = tracer
  }

  /** Executes the next event; false when none is pending. */
  step(): boolean {
    if (!this.queue.pop()) return false
    this.execute()
    return true
  }

  /**
   * Executes all events up to and including `horizon`, or until `isDone` says so. It is asked
   * before the first event and after each.
   *
   * The clock then shows the time of the last event if `isDone` stopped the run or if the horizon is
   * `NEVER`, and the horizon otherwise.
   */
  runUntil(horizon: SimTime, isDone: () => boolean = neverDone): void {
    if (isDone()) return
    while (this.queue.pop(horizon)) {
      this.execute()
      if (isDone()) return
    }
    if (horizon < Infinity && horizon > this.now) this.setClock(horizon)
  }

  private execute(): void {
    const { time, kind, entity } = this.queue
    this.setClock(time as SimTime)
    this.executed += 1
    if (this.tracer !== undefined) {
      this.tracer({ type: this.names[kind] as string, time: time as SimTime, entity })
    }
    const handle = this.handlers[kind] as (entity: number) => void
    handle(entity)
  }

  private setClock(time: SimTime): void {
    ;(this as { now: SimTime }).now = time
  }
}

function neverDone(): boolean {
  return false
}

/** As many as `EVENT_KIND_MAX` has. Constants of our own, since V8 looks imported ones up each time. */
const KIND_BITS = 12
const KIND_MASK = 0xfff
