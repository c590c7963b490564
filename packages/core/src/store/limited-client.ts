import type { Simulation } from '../kernel/simulation.ts'
import type { Duration, SimTime } from '../kernel/time.ts'
import type { TokenBucket } from '../kernel/token-bucket.ts'
import type { ApiClient, Requester } from './api-client.ts'
import type { ApiRequest } from './api-request.ts'
import type { RequestQueue } from './request-queue.ts'

/** How long the API server takes for a request, from sending to the answer. */
export interface RequestLatency {
  latencyOf(request: ApiRequest): Duration
}

export interface LimitedClientOptions {
  readonly simulation: Simulation
  readonly requests: RequestQueue
  /** The participant's name, as it appears in stored changes. */
  readonly by: string
  readonly latency: RequestLatency
  /** The client's own rate limit; undefined is unlimited. */
  readonly bucket: TokenBucket | undefined
}

/** What a client has done, for the question what its limit cost. */
export interface ClientUsage {
  readonly requestCount: number
  /** Sum over all requests of the time each waited for its token. */
  readonly throttledTime: Duration
}

/**
 * A participant's client: each request first waits for a token of the client's own bucket (reads and
 * Event writes included), then takes the API server's latency.
 */
export class LimitedClient implements ApiClient {
  readonly #options: LimitedClientOptions
  #requestCount = 0
  #throttledTime = 0
  #isClosed = false

  constructor(options: LimitedClientOptions) {
    this.#options = options
  }

  get usage(): ClientUsage {
    return {
      requestCount: this.#requestCount,
      throttledTime: this.#throttledTime as Duration,
    }
  }

  send(request: ApiRequest, requester: Requester): void {
    if (this.#isClosed) return
    const { simulation, bucket, latency, requests, by } = this.#options
    const askedAt = simulation.now
    const sentAt = bucket === undefined ? askedAt : bucket.reserve(askedAt)
    this.#requestCount++
    this.#throttledTime += sentAt - askedAt
    const time = (sentAt + latency.latencyOf(request)) as SimTime
    requests.add(time, { request, requester, by, askedAt, sentAt })
  }

  /**
   * The participant's process ends: what waits for a token is never sent, what is on its way is carried
   * out without an answer, and nothing more is taken.
   */
  close(): void {
    this.#isClosed = true
    this.#options.requests.abandon(this.#options.by)
  }
}
