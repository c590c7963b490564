import type { EventObject, EventSink } from '@seatrial/core'
import type { EventListener } from './event-recorder.ts'

/** An Event that is repeated is written when it begins to be a series, and then only now and then. */
const WRITES_OF_A_SERIES = 2

/**
 * The Events of a component that writes them through a client of their own, so that they cost its work
 * nothing: they are only shown to whoever wants to see them, and are kept only for those.
 */
export class EventFeed implements EventSink {
  /** Whose Events these are (`source.component`). */
  readonly component: string
  readonly #listeners: EventListener[] = []
  readonly #counts = new Map<string, number>()

  constructor(component: string) {
    this.component = component
  }

  listen(listener: EventListener): void {
    this.#listeners.push(listener)
  }

  record(event: EventObject): void {
    if (this.#listeners.length === 0) return
    const isWritten = this.#count(event) <= WRITES_OF_A_SERIES
    for (const listener of this.#listeners) {
      listener.recorded?.(event)
      if (isWritten) listener.written?.(event)
    }
  }

  #count({ about, type, reason, message }: EventObject): number {
    const key = `${about.uid}/${type}/${reason}/${message}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count
  }
}
