import type { ApiClient, ApiRequest, ApiResult, Requester, Simulation } from '@seatrial/core'
import { EventCorrelator } from './event-correlator.ts'

/** The object that an Event is about. */
export interface EventSubject {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

/** An Event as a controller words it (corev1.Event). */
export interface EventObject {
  readonly about: EventSubject
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/** Whoever wants to see the Events. */
export interface EventListener {
  recorded(event: EventObject): void
}

export interface EventRecorderOptions {
  readonly simulation: Simulation
  /** The client of the controller that the Events come from: each write costs one of its tokens. */
  readonly client: ApiClient
  /** Whose Events these are (`source.component`). */
  readonly component: string
}

/**
 * Writes a controller's Events through the controller's own client, beside its syncs and one after the
 * other: an Event costs a token but holds nobody up. Similar Events are combined and chatty objects
 * cut short (`EventCorrelator`); a refused write is not repeated.
 */
export class EventRecorder implements Requester {
  readonly component: string
  readonly #simulation: Simulation
  readonly #client: ApiClient
  readonly #correlator = new EventCorrelator()
  readonly #listeners: EventListener[] = []
  #waiting: EventObject[] = []
  #head = 0
  #isWriting = false

  constructor(options: EventRecorderOptions) {
    this.component = options.component
    this.#simulation = options.simulation
    this.#client = options.client
  }

  listen(listener: EventListener): void {
    this.#listeners.push(listener)
  }

  record(event: EventObject): void {
    for (const listener of this.#listeners) listener.recorded(event)
    this.#waiting.push(event)
    if (!this.#isWriting) this.#writeNext()
  }

  answered(_request: ApiRequest, _result: ApiResult): void {
    this.#isWriting = false
    this.#writeNext()
  }

  #writeNext(): void {
    while (this.#head < this.#waiting.length) {
      const event = this.#waiting[this.#head++]
      const verb = event && this.#correlator.correlate(event, this.#simulation.now)
      if (event === undefined || verb === undefined) continue
      const { namespace } = event.about
      this.#isWriting = true
      this.#client.send(
        { verb, resource: 'events', subresource: '', namespace, name: '', why: '' },
        this,
      )
      return
    }
    this.#waiting = []
    this.#head = 0
  }
}
