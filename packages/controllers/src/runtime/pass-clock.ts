import type { Duration, SimTime } from '@seatrial/core'

/**
 * When the passes of a controller's loop come. A loop that has nothing to do is never woken: the next
 * pass that matters is worked out when something has come up for it.
 *
 * The loop rests for one period after the end of each pass, so that a pass which takes its time moves
 * all later ones.
 */
export class PassClock {
  readonly period: Duration
  #origin: SimTime

  /** @param first when the first pass comes */
  constructor(period: Duration, first: SimTime) {
    this.period = period
    this.#origin = first
  }

  /** The first pass after that instant. */
  after(time: SimTime): SimTime {
    return this.#pass(Math.floor((time - this.#origin) / this.period) + 1)
  }

  /** The first pass at or after that instant. */
  atOrAfter(time: SimTime): SimTime {
    return this.#pass(Math.ceil((time - this.#origin) / this.period))
  }

  /** A pass has ended, this long after it began or at once. */
  ended(time: SimTime): void {
    this.#origin = time
  }

  /** No pass comes before the first one. */
  #pass(count: number): SimTime {
    return (this.#origin + Math.max(0, count) * this.period) as SimTime
  }
}
