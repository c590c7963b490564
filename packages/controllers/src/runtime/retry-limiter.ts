import { type Duration, type SimTime, TokenBucket, milliseconds, seconds } from '@seatrial/core'

const SHORTEST: Duration = milliseconds(5)
const LONGEST: Duration = seconds(1_000)
const RETRIES_PER_SECOND = 10
const RETRY_BURST = 100

/**
 * How long a failed key waits: 5 ms doubled with each failure of that key, at most 1,000 s, and never
 * less than a bucket of 10 a second (burst 100) that all keys of the queue share.
 */
export class RetryLimiter {
  readonly #failures = new Map<string, number>()
  readonly #bucket = new TokenBucket({ qps: RETRIES_PER_SECOND, burst: RETRY_BURST })

  /** The pause before the next try, counting one failure more. */
  next(key: string, now: SimTime): Duration {
    const failures = this.#failures.get(key) ?? 0
    this.#failures.set(key, failures + 1)
    const own = failures > 27 ? LONGEST : Math.min(LONGEST, SHORTEST * (1 << failures))
    return Math.max(own, this.#bucket.reserve(now) - now) as Duration
  }

  /** The key succeeded. */
  forget(key: string): void {
    if (this.#failures.size > 0) this.#failures.delete(key)
  }
}
