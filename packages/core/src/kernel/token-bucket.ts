import { type Duration, type SimTime, START } from './time.ts'

/** How many actions a second a client may start in the long run, and how many at once. */
export interface TokenBucketOptions {
  /** Actions a second, above 0; `Infinity` means no limit. */
  readonly qps: number
  /** Size of the bucket in actions, at least 1; it starts full. */
  readonly burst: number
}

/**
 * A rate limit: each action takes a token, tokens come back at `qps` a second up to `burst`.
 *
 * Actions are served in the order in which they ask, as by client-go's limiter: one that finds the
 * bucket empty is told the instant at which its token will be there. The n-th of many asked for at
 * once starts no earlier than max(0, (n − burst) / qps).
 *
 * Instead of a fraction of a token, the bucket keeps whole numbers: how many tokens were taken since
 * it was full last. So nothing adds up to a rounding error.
 */
export class TokenBucket {
  readonly #microsecondsPerToken: number
  readonly #burst: number
  #fullAt: SimTime = START
  #takenCount = 0

  constructor({ qps, burst }: TokenBucketOptions) {
    this.#microsecondsPerToken = 1_000_000 / qps
    this.#burst = burst
  }

  /** Takes the next token and says when the action that asked at `now` may start. */
  reserve(now: SimTime): SimTime {
    if (now - this.#fullAt >= this.#timeFor(this.#takenCount)) {
      this.#fullAt = now
      this.#takenCount = 0
    }
    this.#takenCount += 1
    const owed = this.#timeFor(Math.max(this.#takenCount - this.#burst, 0))
    return Math.max(now, this.#fullAt + owed) as SimTime
  }

  /** How long that many tokens take to come back. */
  #timeFor(tokenCount: number): Duration {
    return Math.ceil(tokenCount * this.#microsecondsPerToken) as Duration
  }
}
