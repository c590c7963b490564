import type { EventObject, EventSink } from '@seatrial/core'
import type { EventListener } from './event-recorder.ts'

/**
 * The Events of a component that writes them through a client of their own, so that they cost its work
 * nothing: they are only shown to whoever wants to see them.
 */
export class EventFeed implements EventSink {
  /** Whose Events these are (`source.component`). */
  readonly component: string
  readonly #listeners: EventListener[] = []

  constructor(component: string) {
    this.component = component
  }

  listen(listener: EventListener): void {
    this.#listeners.push(listener)
  }

  record(event: EventObject): void {
    for (const listener of this.#listeners) {
      listener.recorded?.(event)
      listener.written?.(event)
    }
  }
}
