import { type Duration, NEVER, type SimTime } from '../../kernel/time.ts'

/** An instant before all others: of a heartbeat that there never was. */
export const NEVER_YET: SimTime = -Infinity as SimTime

/**
 * One kind of heartbeat of one node: regular while the node lives, computed when somebody asks. It can
 * stop and start again; what came before the last start is known by its last beat only.
 */
export class HeartbeatClock {
  readonly #period: Duration
  #first: SimTime
  #lastBefore: SimTime
  #stoppedAt: SimTime = NEVER

  /**
   * @param first the first beat
   * @param lastBefore the last beat of an earlier life, `NEVER_YET` if there was none
   */
  constructor(period: Duration, first: SimTime, lastBefore: SimTime) {
    this.#period = period
    this.#first = first
    this.#lastBefore = lastBefore
  }

  /** The last beat up to and including that instant; `NEVER_YET` when there was none. */
  lastUntil(time: SimTime): SimTime {
    const end = Math.min(time, this.#stoppedAt - 1)
    if (end < this.#first) return this.#lastBefore
    const beats = Math.floor((end - this.#first) / this.#period)
    return (this.#first + beats * this.#period) as SimTime
  }

  /** No two beats lie further apart from now on; `NEVER` when none follows. */
  longestGap(now: SimTime): Duration {
    if (this.#stoppedAt < NEVER) return NEVER as number as Duration
    return Math.max(this.#period, this.#first - now) as Duration
  }

  /** No beat follows any more, nor comes at this very instant. */
  stop(now: SimTime): void {
    if (this.#stoppedAt === NEVER) this.#stoppedAt = now
  }

  /** Beats now, and regularly from now on. */
  restart(now: SimTime): void {
    this.#lastBefore = this.lastUntil(now)
    this.#first = now
    this.#stoppedAt = NEVER
  }
}
