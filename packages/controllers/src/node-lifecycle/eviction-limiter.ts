import { type Duration, NEVER, type SimTime, START, seconds } from '@seatrial/core'

/** A token bucket of size one whose rate changes with the state of its zone. */
export class EvictionLimiter {
  #rate: number
  #availableAt: SimTime = START

  /** @param rate tokens a second */
  constructor(rate: number) {
    this.#rate = rate
  }

  /** When the next token is there; `NEVER` while the rate is 0. */
  get availableAt(): SimTime {
    return this.#rate > 0 ? this.#availableAt : NEVER
  }

  /** Takes the token, if it is there. */
  tryAccept(now: SimTime): boolean {
    if (now < this.availableAt) return false
    this.#availableAt = (now + this.#interval()) as SimTime
    return true
  }

  /** Another rate from now on; a bucket that was empty stays empty. */
  setRate(rate: number, now: SimTime): void {
    if (rate === this.#rate) return
    const wasEmpty = now < this.availableAt
    this.#rate = rate
    this.#availableAt = wasEmpty && rate > 0 ? ((now + this.#interval()) as SimTime) : now
  }

  #interval(): Duration {
    return seconds(1 / this.#rate)
  }
}
