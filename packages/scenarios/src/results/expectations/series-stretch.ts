import type { SimTime } from '@seatrial/core'

/** A value and the first instant at which it was seen. */
export interface ValueInTime {
  readonly value: number
  readonly time: SimTime
}

/** A series over a stretch of time that goes on: its extremes, its mean over time, its last value. */
export class SeriesStretch {
  #min: ValueInTime | undefined
  #max: ValueInTime | undefined
  #last: ValueInTime | undefined
  #integral = 0
  #elapsed = 0

  get min(): ValueInTime | undefined {
    return this.#min
  }

  get max(): ValueInTime | undefined {
    return this.#max
  }

  /** The present value, since it was last read. */
  get last(): ValueInTime | undefined {
    return this.#last
  }

  /** From this instant on the series has that value. */
  read(value: number, time: SimTime): void {
    this.#hold(time)
    const seen = { value, time }
    if (this.#min === undefined || value < this.#min.value) this.#min = seen
    if (this.#max === undefined || value > this.#max.value) this.#max = seen
    this.#last = seen
  }

  /** The mean over time until now; over no time, the present value. */
  mean(now: SimTime): number | undefined {
    if (this.#last === undefined) return undefined
    const rest = now - this.#last.time
    const elapsed = this.#elapsed + rest
    if (elapsed === 0) return this.#last.value
    return (this.#integral + this.#last.value * rest) / elapsed
  }

  #hold(time: SimTime): void {
    if (this.#last === undefined) return
    const elapsed = time - this.#last.time
    this.#integral += this.#last.value * elapsed
    this.#elapsed += elapsed
  }
}
