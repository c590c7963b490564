import type { Claim, Judgement } from './claim.ts'
import { DEFAULT_LEVEL } from './confidence-interval.ts'
import { judgeClaim } from './judge-claim.ts'

/** What must be known before constraints are judged along the way. */
export interface FeasibilityOptions {
  readonly variants: number
  readonly constraints: readonly Claim[]
  /** The first look at claims about a statistic comes after so many replications. */
  readonly firstLook: number
  /** The last one after so many. */
  readonly max: number
  /** The chance that any of all judgements is wrong, shared out over variants, constraints, looks. */
  readonly error: number
}

/** A constraint that is broken, or of which nobody can say yet whether it is kept. */
export interface ConstraintJudgement {
  readonly constraint: number
  readonly judgement: Judgement
}

/**
 * Which variants keep to all constraints, judged replication by replication.
 *
 * Claims about every run need no statistics: the first run that breaks one is proof. Claims about a
 * statistic are looked at when the number of replications has doubled, not at each of them: every
 * look costs confidence. Look number j spends the share 2⁻ʲ of the chance of an error, and what it
 * decides stays decided.
 */
export class Feasibility {
  readonly #options: FeasibilityOptions
  /** By variant and constraint. */
  readonly #samples: readonly (readonly number[][])[]
  readonly #judgements: (Judgement | undefined)[][]
  #count = 0
  #nextLook: number
  /** What the next look may spend for each variant and constraint. */
  #error: number

  constructor(options: FeasibilityOptions) {
    const { variants, constraints, firstLook, error } = options
    this.#options = options
    this.#samples = Array.from({ length: variants }, () => constraints.map(() => []))
    this.#judgements = Array.from({ length: variants }, () => constraints.map(() => undefined))
    this.#nextLook = firstLook
    this.#error = error / 2 / Math.max(1, variants * constraints.length)
  }

  /** Adds the next replication: for each variant a value for each constraint. */
  add(values: readonly (readonly number[])[]): void {
    this.#count += 1
    for (const [variant, samples] of this.#samples.entries())
      for (const [index, sample] of samples.entries()) sample.push(values[variant]![index]!)
    const isLook = this.#count === this.#nextLook || this.#count === this.#options.max
    for (const variant of this.#samples.keys()) this.#judge(variant, isLook)
    if (!isLook) return
    this.#nextLook *= 2
    this.#error /= 2
  }

  /** The first constraint that the variant breaks. */
  broken(variant: number): ConstraintJudgement | undefined {
    return this.#find(variant, 'failed')
  }

  /** The first constraint that the variant may break or not; told from the first look on. */
  unclear(variant: number): ConstraintJudgement | undefined {
    return this.#find(variant, 'undecided')
  }

  #find(variant: number, verdict: Judgement['verdict']): ConstraintJudgement | undefined {
    for (const [constraint, judgement] of this.#judgements[variant]!.entries())
      if (judgement?.verdict === verdict) return { constraint, judgement }
    return undefined
  }

  #judge(variant: number, isLook: boolean): void {
    const judgements = this.#judgements[variant]!
    for (const [index, claim] of this.#options.constraints.entries()) {
      const isAboutEveryRun = claim.type === 'every'
      const known = judgements[index]?.verdict
      if (known === 'failed' || (known === 'met' && !isAboutEveryRun)) continue
      const sample = this.#samples[variant]![index]!
      const isBroken = isAboutEveryRun && sample.at(-1) === 0
      // What one run has shown spends nothing of the chance of an error.
      const level = isAboutEveryRun ? DEFAULT_LEVEL : 1 - this.#error
      if (isLook || isBroken) judgements[index] = judgeClaim(claim, sample, level)
    }
  }
}
