/** A tally that nothing is added to any more. */
export type ReadonlyTally = Omit<Tally, 'add'>

/** Durations that were observed one by one, for their extremes, mean and quantiles. */
export class Tally {
  readonly #values: number[] = []
  #isSorted = true

  get count(): number {
    return this.#values.length
  }

  add(value: number): void {
    this.#values.push(value)
    this.#isSorted = false
  }

  /** The values from the least to the greatest. */
  get sorted(): readonly number[] {
    if (!this.#isSorted) this.#values.sort((one, other) => one - other)
    this.#isSorted = true
    return this.#values
  }

  /** Undefined when there is no value. */
  get mean(): number | undefined {
    if (this.count === 0) return undefined
    // Whole microseconds: the sum is exact, in whatever order.
    return this.#values.reduce((sum, value) => sum + value, 0) / this.count
  }

  get min(): number | undefined {
    return this.sorted[0]
  }

  get max(): number | undefined {
    return this.sorted.at(-1)
  }

  /** The least value that a share of at least `probability` of the values does not exceed. */
  quantile(probability: number): number | undefined {
    return this.sorted[Math.max(0, Math.ceil(probability * this.count) - 1)]
  }
}
