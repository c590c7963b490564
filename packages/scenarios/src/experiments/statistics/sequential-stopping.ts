import { Tally } from '@seatrial/core'
import { DEFAULT_LEVEL } from './confidence-interval.ts'
import { meanHalfWidth } from './mean.ts'

/** What must be known how precisely before replications stop. */
export interface PrecisionTarget {
  /** The mean of each variant, or its mean difference to its baseline. */
  readonly of: 'mean' | 'difference'
  /** The place of the measure among a variant's values. */
  readonly measure: number
  /** Half the width of the interval: a share of the mean, or in the unit of the measure. */
  readonly halfWidth: { readonly type: 'relative' | 'absolute'; readonly value: number }
}

/** When replications stop. */
export interface StoppingOptions {
  readonly min: number
  readonly max: number
  /** Every one must be reached, by the worst variant. None: `min` replications are enough. */
  readonly targets: readonly PrecisionTarget[]
  /** The baseline of each variant; the variant itself when it is one. */
  readonly baselines: readonly number[]
  readonly level?: number
}

/** Between `min` and `max`, the precision is looked at after every so many replications. */
export const STOPPING_BLOCK = 10

/** At so many looks in a row it must have been reached: the first one may be by luck. */
const LOOKS_IN_A_ROW = 2

/**
 * Tells after how many replications to stop. It is fed the replications in their order and looks at
 * them at fixed ends of blocks only, so that the answer does not depend on who ran what when.
 */
export class SequentialStopping {
  readonly #options: StoppingOptions
  readonly #level: number
  readonly #watched: readonly WatchedMean[]
  #count = 0
  #looksReached = 0
  #stopAt: number | undefined

  constructor(options: StoppingOptions) {
    this.#options = options
    this.#level = options.level ?? DEFAULT_LEVEL
    this.#watched = options.targets.flatMap((target) => watchedMeans(target, options.baselines))
  }

  /** The number of replications after which to stop; `undefined` while more are needed. */
  get stopAt(): number | undefined {
    return this.#stopAt
  }

  /** Adds the next replication: for each variant its values. After the stop nothing changes. */
  add(values: readonly (readonly number[])[]): void {
    if (this.#stopAt !== undefined) return
    this.#count += 1
    for (const watched of this.#watched) watched.add(values)
    const { min, max } = this.#options
    if (this.#count === max) this.#stopAt = max
    else if (this.#count >= min && (this.#count - min) % STOPPING_BLOCK === 0) this.#look()
  }

  #look(): void {
    const isReached = this.#watched.every((watched) => watched.isPrecise(this.#level))
    this.#looksReached = isReached ? this.#looksReached + 1 : 0
    const looksNeeded = this.#watched.length === 0 ? 1 : LOOKS_IN_A_ROW
    if (this.#looksReached >= looksNeeded) this.#stopAt = this.#count
  }
}

/** A mean of one variant, or of its difference to its baseline, that a target is about. */
class WatchedMean {
  readonly #target: PrecisionTarget
  readonly #variant: number
  readonly #baseline: number | undefined
  readonly #tally = new Tally()
  #isMeasured = true

  constructor(target: PrecisionTarget, variant: number, baseline: number | undefined) {
    this.#target = target
    this.#variant = variant
    this.#baseline = baseline
  }

  add(values: readonly (readonly number[])[]): void {
    const { measure } = this.#target
    const value = values[this.#variant]![measure]!
    const other = this.#baseline === undefined ? 0 : values[this.#baseline]![measure]!
    // A measure that a workload does not have cannot be asked to be precise.
    if (Number.isNaN(value) || Number.isNaN(other)) this.#isMeasured = false
    this.#tally.add(value - other)
  }

  /** Never true once a run did not end: such a mean does not exist. */
  isPrecise(level: number): boolean {
    if (!this.#isMeasured) return true
    const { type, value } = this.#target.halfWidth
    const bound = type === 'relative' ? value * Math.abs(this.#tally.mean) : value
    return meanHalfWidth(this.#tally, level) <= bound
  }
}

function watchedMeans(target: PrecisionTarget, baselines: readonly number[]): WatchedMean[] {
  return baselines.flatMap((baseline, variant) => {
    if (target.of === 'mean') return [new WatchedMean(target, variant, undefined)]
    return baseline === variant ? [] : [new WatchedMean(target, variant, baseline)]
  })
}
