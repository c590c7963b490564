import type { ApiRequest, ApiResult } from '@seatrial/core'

/** How requests are sent: one after the other whatever comes, so until one is refused, or all at once. */
export type Sending = 'in-turn' | 'until-refused' | 'together'

/** The requests of one step of a sync on their way, and what has been answered. */
export class RequestRun {
  /** The answers in the order in which they came; with one request at a time, that of the requests. */
  readonly results: ApiResult[] = []
  readonly #requests: readonly ApiRequest[]
  readonly #sending: Sending
  #sentCount = 0

  constructor(requests: readonly ApiRequest[], sending: Sending) {
    this.#requests = requests
    this.#sending = sending
  }

  /** At least one request was refused. */
  get wasRefused(): boolean {
    return this.results.some(({ type }) => type === 'refused')
  }

  /** The requests to be sent now, once those sent before have been answered; none at the end. */
  takeDue(): readonly ApiRequest[] {
    const from = this.#sentCount
    if (this.#sending === 'until-refused' && this.wasRefused) return NONE
    if (from === this.#requests.length) return NONE
    this.#sentCount = this.#sending === 'together' ? this.#requests.length : from + 1
    return this.#requests.slice(from, this.#sentCount)
  }
}

const NONE: readonly ApiRequest[] = Object.freeze([])

/** Nothing to send, shared. */
export const NO_REQUESTS: RequestRun = new RequestRun(NONE, 'in-turn')
