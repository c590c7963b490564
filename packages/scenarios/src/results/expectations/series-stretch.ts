import type { SimTime } from '@seatrial/core'

/** A value and the first instant at which it was seen. */
export interface ValueInTime {
  readonly value: number
  readonly time: SimTime
}

/** A series over a stretch of time that goes on: its extremes, and its mean over time. */
export class SeriesStretch {
  #min: ValueInTime | undefined
  #max: ValueInTime | undefined
  #value = NaN
  #time = 0
  #integral = 0
  #elapsed = 0

  get min(): ValueInTime | undefined {
    return this.#min
  }

  get max(): ValueInTime | undefined {
    return this.#max
  }

  /** From this instant on the series has that value. */
  read(value: number, time: SimTime): void {
    this.#hold(time)
    this.#value = value
    if (this.#min === undefined || value < this.#min.value) this.#min = { value, time }
    if (this.#max === undefined || value > this.#max.value) this.#max = { value, time }
  }

  /** The mean over time until now; over no time, the present value. */
  mean(now: SimTime): number | undefined {
    if (this.#min === undefined) return undefined
    this.#hold(now)
    return this.#elapsed === 0 ? this.#value : this.#integral / this.#elapsed
  }

  #hold(time: SimTime): void {
    if (this.#min !== undefined) {
      this.#integral += this.#value * (time - this.#time)
      this.#elapsed += time - this.#time
    }
    this.#time = time
  }
}
