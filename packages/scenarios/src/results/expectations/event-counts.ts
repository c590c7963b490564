import type { EventListener, EventObject } from '@seatrial/controllers'
import type { Expectation } from '../../format/expectations/expectation.ts'
import { refersTo } from '../../format/language/object-reference.ts'

/** An expectation about Event objects. */
export type EventExpectation = Extract<Expectation, { readonly type: 'event' }>

/** Counts the Events that expectations ask about, each time that a controller records one. */
export class EventCounts implements EventListener {
  readonly #counts = new Map<EventExpectation, number>()

  /** From now on counts the Events of this expectation. */
  count(expectation: EventExpectation): void {
    this.#counts.set(expectation, 0)
  }

  recorded({ reason, about }: EventObject): void {
    for (const [expectation, count] of this.#counts) {
      const { object } = expectation
      if (reason !== expectation.reason) continue
      if (object === undefined || refersTo(object, about)) this.#counts.set(expectation, count + 1)
    }
  }

  /** How many Events there were. */
  of(expectation: EventExpectation): number {
    return this.#counts.get(expectation) ?? 0
  }
}
