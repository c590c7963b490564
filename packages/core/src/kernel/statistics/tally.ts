/**
 * Mean, spread and extremes of observations, one by one and in constant memory.
 *
 * Welford's recurrence: unlike a sum of squares, it loses no digits when the mean is large beside the
 * spread. Tallies of disjoint observations merge to the tally of all (Chan, Golub and LeVeque 1979).
 */
export class Tally {
  #count = 0
  #mean = 0
  #sumOfSquares = 0
  #min = Infinity
  #max = -Infinity

  /** Adds an observation. */
  add(value: number): void {
    this.#count += 1
    const distance = value - this.#mean
    this.#mean += distance / this.#count
    this.#sumOfSquares += distance * (value - this.#mean)
    if (value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
  }

  /** Adds all observations of another tally. */
  merge(other: Tally): void {
    if (other.#count === 0) return
    const count = this.#count + other.#count
    const distance = other.#mean - this.#mean
    this.#mean += (distance * other.#count) / count
    this.#sumOfSquares +=
      other.#sumOfSquares + (distance * distance * this.#count * other.#count) / count
    this.#count = count
    this.#min = Math.min(this.#min, other.#min)
    this.#max = Math.max(this.#max, other.#max)
  }

  get count(): number {
    return this.#count
  }

  /** The mean; `NaN` without observations. */
  get mean(): number {
    return this.#count === 0 ? NaN : this.#mean
  }

  /** The sample variance, with n − 1 in the denominator; `NaN` for fewer than two observations. */
  get variance(): number {
    return this.#count < 2 ? NaN : this.#sumOfSquares / (this.#count - 1)
  }

  /** The sample standard deviation. */
  get standardDeviation(): number {
    return Math.sqrt(this.variance)
  }

  /** The standard deviation of the mean, for independent observations. */
  get standardError(): number {
    return Math.sqrt(this.variance / this.#count)
  }

  /** The smallest observation; `Infinity` without any. */
  get min(): number {
    return this.#min
  }

  /** The largest observation; `-Infinity` without any. */
  get max(): number {
    return this.#max
  }
}
