import { Tally } from '@seatrial/core'

/** What the procedure needs to know before the first replication. */
export interface KimNelsonOptions {
  /** How many variants there are; the chance of an error is shared out over all of them. */
  readonly alternatives: number
  /** Those that take part, in ascending order; default: all. */
  readonly contenders?: readonly number[]
  /** After so many replications of each, variances are estimated and the first ones may fall. */
  readonly firstStage: number
  /**
   * The smallest difference of means that matters, in the unit of the measure. With 0 every one does,
   * and only differences that are constant are ever told.
   */
  readonly indifference: number
  /** The least probability of a correct selection, for instance 0.95. */
  readonly level: number
  /** Which mean is the best one. */
  readonly better: 'less' | 'more'
}

/** A variant that fell out, and why. */
export interface Elimination {
  readonly alternative: number
  /** The number of replications of each variant at which it fell. */
  readonly replications: number
  /** The variant that was better by enough. */
  readonly by: number
}

/**
 * The fully sequential selection of the best mean by Kim and Nelson (2001), which allows common
 * random numbers: with probability `level`, what it selects is the best variant or within
 * `indifference` of it, provided that values are normal.
 *
 * S.-H. Kim and B. L. Nelson, "A fully sequential procedure for indifference-zone selection in
 * simulation", ACM TOMACS 11 (2001), with c = 1.
 */
export class KimNelson {
  readonly #options: KimNelsonOptions
  /** h² of the paper, from η and the first stage. */
  readonly #h2: number
  readonly #sums: Float64Array
  /** The variance of the differences of two variants over the first stage. */
  readonly #variances: Tally[][]
  #survivors: readonly number[]
  readonly #eliminations: Elimination[] = []
  #count = 0

  constructor(options: KimNelsonOptions) {
    const { alternatives, firstStage, level } = options
    const error = (2 * (1 - level)) / Math.max(1, alternatives - 1)
    const eta = (Math.exp((-2 / (firstStage - 1)) * Math.log(error)) - 1) / 2
    this.#options = options
    this.#h2 = 2 * eta * (firstStage - 1)
    this.#sums = new Float64Array(alternatives)
    this.#variances = Array.from({ length: alternatives }, (_, later) =>
      Array.from({ length: later }, () => new Tally()),
    )
    this.#survivors = options.contenders ?? Array.from(this.#sums.keys())
  }

  /** Replications added so far, until one variant was left. */
  get count(): number {
    return this.#count
  }

  /** The variants that may still be the best one, in their order. */
  get survivors(): readonly number[] {
    return this.#survivors
  }

  /** The variant that is left, when only one is. */
  get selected(): number | undefined {
    return this.#survivors.length === 1 ? this.#survivors[0] : undefined
  }

  /** In the order in which they fell. */
  get eliminations(): readonly Elimination[] {
    return this.#eliminations
  }

  /**
   * After so many replications all but one have fallen, whatever comes: from there on no lead is too
   * small. Known from the first stage on; `Infinity` where the indifference is 0.
   */
  get countAtMost(): number {
    let largest = 0
    for (const one of this.#survivors)
      for (const other of this.#survivors)
        if (one > other) largest = Math.max(largest, this.#continuation(one, other))
    return largest === 0 ? this.#count : Math.floor(largest / this.#options.indifference) + 1
  }

  /** Adds the next replication: a finite value for each variant; those that fell are not read. */
  add(values: readonly number[]): void {
    if (this.#survivors.length <= 1) return
    this.#count += 1
    const sign = this.#options.better === 'less' ? -1 : 1
    for (const alternative of this.#survivors)
      this.#sums[alternative]! += sign * values[alternative]!
    if (this.#count <= this.#options.firstStage) this.#tallyDifferences(values)
    if (this.#count >= this.#options.firstStage) this.#screen()
  }

  #tallyDifferences(values: readonly number[]): void {
    for (const later of this.#survivors)
      for (const earlier of this.#survivors)
        if (earlier < later)
          this.#variances[later]![earlier]!.add(values[later]! - values[earlier]!)
  }

  /** Keeps what no other survivor is better than by enough, all compared before any falls. */
  #screen(): void {
    const before = this.#survivors
    const after = before.filter((alternative) => {
      const by = before.find((other) => other !== alternative && this.#beats(other, alternative))
      if (by === undefined) return true
      this.#eliminations.push({ alternative, replications: this.#count, by })
      return false
    })
    this.#survivors = after
  }

  /**
   * X̄ of the loser is below X̄ of the winner by more than W, both sides multiplied by r. Of variants
   * that are equal to the last digit the earlier one stays, once W is 0.
   */
  #beats(winner: number, loser: number): boolean {
    const { indifference } = this.#options
    const allowance = (this.#continuation(winner, loser) - indifference * this.#count) / 2
    const lead = this.#sums[winner]! - this.#sums[loser]!
    return lead > Math.max(0, allowance) || (lead === 0 && allowance <= 0 && winner < loser)
  }

  /** h²S²/δ of two variants, by which the lead that one needs begins; it shrinks by δ/2 each time. */
  #continuation(one: number, other: number): number {
    const { variance } = this.#variances[Math.max(one, other)]![Math.min(one, other)]!
    return variance === 0 ? 0 : (this.#h2 * variance) / this.#options.indifference
  }
}
