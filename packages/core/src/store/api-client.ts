import type { SimTime } from '../kernel/time.ts'
import type { ApiRequest } from './api-request.ts'
import type { ApiResult } from './api-result.ts'

/** Whoever waits for the answer to a request. */
export interface Requester {
  /** Since when what it asks for had waited for somebody to work on it; undefined where nobody keeps that time. */
  readonly queuedSince?: SimTime | undefined
  /** Since when somebody works on it. */
  readonly workingSince?: SimTime | undefined
  /** Called at the instant at which the request was committed and answered. */
  answered(request: ApiRequest, result: ApiResult): void
}

/**
 * The only way from a participant to the API server.
 *
 * `send` returns at once; the answer comes by `requester.answered`, after the wait for the client's
 * token and the API's latency. With neither it still comes by way of the event queue, at the same instant.
 */
export interface ApiClient {
  send(request: ApiRequest, requester: Requester): void
}
