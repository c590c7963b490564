import { type Duration, type RandomStreams, type SimTime, entityKey, uniform } from '@seatrial/core'

/** When a loop begins: after that time, or somewhere in its first period, as chance has it. */
export type FirstPass = Duration | RandomStreams

/**
 * When the passes of a controller's loop come. A loop that has nothing to do is never woken: the next
 * pass that matters is worked out when something has come up for it.
 *
 * The loop rests for one period after the end of each pass, so that a pass which takes its time moves
 * all later ones.
 */
export class PassClock {
  readonly period: Duration
  readonly #first: SimTime
  #origin: SimTime
  #lastEnded: SimTime = -Infinity as SimTime

  /** @param loop the name of the loop: two loops of one cluster do not share their chance */
  constructor(loop: string, period: Duration, first: FirstPass) {
    this.period = period
    this.#first = firstPass(loop, period, first)
    this.#origin = this.#first
  }

  /** The first pass after that instant: a change at the instant of a pass comes too late for it. */
  after(time: SimTime): SimTime {
    return this.#pass(Math.floor((time - this.#origin) / this.period) + 1)
  }

  /** The first pass at or after that instant. */
  atOrAfter(time: SimTime): SimTime {
    return this.#pass(Math.ceil((time - this.#origin) / this.period))
  }

  /** The first pass at or after that instant that has not ended yet. */
  next(now: SimTime): SimTime {
    return now > this.#lastEnded ? this.atOrAfter(now) : this.after(now)
  }

  /** A pass has ended. */
  ended(time: SimTime): void {
    this.#origin = time
    this.#lastEnded = time
  }

  #pass(count: number): SimTime {
    return Math.max(this.#first, this.#origin + count * this.period) as SimTime
  }
}

function firstPass(loop: string, period: Duration, first: FirstPass): SimTime {
  if (typeof first === 'number') return first as number as SimTime
  return Math.floor(
    uniform(first.purpose('loop/first-pass'), entityKey(loop), 0) * period,
  ) as SimTime
}
