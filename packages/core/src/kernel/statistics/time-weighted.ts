import { type Duration, type SimTime, START } from '../time.ts'

/**
 * A quantity that changes at instants and holds in between: the length of a queue, the number of
 * pods that are ready. Its average weighs each value by how long it held.
 */
export class TimeWeighted {
  readonly #since: SimTime
  #value: number
  #changedAt: SimTime
  #integral = 0
  #min: number
  #max: number

  constructor(value: number, since: SimTime = START) {
    this.#value = value
    this.#since = since
    this.#changedAt = since
    this.#min = value
    this.#max = value
  }

  /** The present value. */
  get value(): number {
    return this.#value
  }

  /** The smallest value so far, however briefly it held. */
  get min(): number {
    return this.#min
  }

  /** The largest value so far, however briefly it held. */
  get max(): number {
    return this.#max
  }

  /** Sets the value from `now` on. */
  set(value: number, now: SimTime): void {
    this.#integral += this.#value * (now - this.#changedAt)
    this.#changedAt = now
    this.#value = value
    if (value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
  }

  /** Changes the value by `difference` from `now` on. */
  add(difference: number, now: SimTime): void {
    this.set(this.#value + difference, now)
  }

  /** The integral of the value over time up to `now`, in units of the value × microseconds. */
  integral(now: SimTime): number {
    return this.#integral + this.#value * (now - this.#changedAt)
  }

  /** The average over the time up to `now`; the present value when no time has passed. */
  mean(now: SimTime): number {
    const elapsed = (now - this.#since) as Duration
    return elapsed === 0 ? this.#value : this.integral(now) / elapsed
  }
}
