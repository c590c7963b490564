import type { ApiClient, ApiRequest, ApiResult, Requester } from '@seatrial/core'

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

/**
 * Writes a controller's Events through the controller's own client, beside its syncs: an Event costs
 * a token but holds nobody up.
 */
export class EventRecorder implements Requester {
  readonly #client: ApiClient
  readonly #listeners: EventListener[] = []

  constructor(options: { readonly client: ApiClient }) {
    this.#client = options.client
  }

  listen(listener: EventListener): void {
    this.#listeners.push(listener)
  }

  record(event: EventObject): void {
    for (const listener of this.#listeners) listener.recorded(event)
    const { namespace } = event.about
    const target = { resource: 'events', subresource: '', namespace, name: '', why: '' } as const
    this.#client.send({ verb: 'create', ...target }, this)
  }

  answered(_request: ApiRequest, _result: ApiResult): void {
    // Nobody waits for an Event.
  }
}
