import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type Duration,
  type EventKind,
  type EventObject,
  type EventSink,
  PHASES,
  type Requester,
  type Simulation,
} from '@seatrial/core'
import { EventCorrelator, type EventWrite } from './event-correlator.ts'

export type { EventObject, EventSubject } from '@seatrial/core'

/** Whoever wants to see the Events. */
export interface EventListener {
  /** A component has something to say. */
  recorded?(event: EventObject): void
  /** It is written, with the message that the Event then has; much of what is said never is. */
  written?(event: EventObject): void
}

export interface EventRecorderOptions {
  readonly simulation: Simulation
  /** The client of the controller that the Events come from: each write costs one of its tokens. */
  readonly client: ApiClient
  /** Whose Events these are (`source.component`). */
  readonly component: string
}

/** What an Event says that stands for several. */
const COMBINED = '(combined from similar events): '

/**
 * Writes a controller's Events through the controller's own client, beside its syncs and one after the
 * other: an Event costs a token but holds nobody up. Similar Events are combined and chatty objects
 * cut short (`EventCorrelator`); a refused write is not repeated.
 *
 * At one instant the requests of syncs come first: the recorder asks for its tokens after them.
 */
export class EventRecorder implements EventSink, Requester {
  readonly component: string
  readonly #simulation: Simulation
  readonly #client: ApiClient
  readonly #correlator = new EventCorrelator()
  readonly #listeners: EventListener[] = []
  readonly #write: EventKind
  #waiting: EventObject[] = []
  #head = 0
  /** A write is planned for this instant, or on its way. */
  #isBusy = false

  constructor({ simulation, client, component }: EventRecorderOptions) {
    this.component = component
    this.#simulation = simulation
    this.#client = client
    this.#write = simulation.defineEvent(`EventWrite/${component}`, PHASES.workerStart, () =>
      this.#writeNext(),
    )
  }

  listen(listener: EventListener): void {
    this.#listeners.push(listener)
  }

  record(event: EventObject): void {
    for (const listener of this.#listeners) listener.recorded?.(event)
    if (!this.#correlator.hasToken(event, this.#simulation.now)) return
    this.#waiting.push(event)
    if (this.#isBusy) return
    this.#isBusy = true
    this.#simulation.scheduleAfter(0 as Duration, this.#write, 0)
  }

  answered(_request: ApiRequest, _result: ApiResult): void {
    this.#writeNext()
  }

  #writeNext(): void {
    for (;;) {
      const event = this.#waiting[this.#head++]
      if (event === undefined) break
      const write = this.#correlator.correlate(event, this.#simulation.now)
      if (write === undefined) continue
      if (this.#listeners.length > 0) this.#tellWritten(event, write)
      const { verb } = write
      const { namespace } = event.about
      const target = { resource: 'events', subresource: '', namespace, name: '', why: '' } as const
      this.#client.send({ verb, ...target }, this)
      return
    }
    this.#waiting = []
    this.#head = 0
    this.#isBusy = false
  }

  #tellWritten(event: EventObject, { isCombined }: EventWrite): void {
    const message = isCombined ? `${COMBINED}${event.message}` : event.message
    for (const listener of this.#listeners) listener.written?.({ ...event, message })
  }
}
