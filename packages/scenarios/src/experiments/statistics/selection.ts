import type { Claim } from './claim.ts'
import { type ConstraintJudgement, Feasibility } from './feasibility.ts'
import { KimNelson } from './kim-nelson.ts'

/** What a selection needs to know before the first replication. */
export interface SelectionOptions {
  readonly variants: number
  /** Which mean of the objective is the best one. */
  readonly better: 'less' | 'more'
  /**
   * The smallest difference of means that matters: in the unit of the objective, or a share of the
   * mean that the baseline has over the first stage.
   */
  readonly indifference: { readonly type: 'absolute' | 'relative'; readonly value: number }
  readonly baseline: number
  /** What a variant must keep to. */
  readonly constraints: readonly Claim[]
  /** Replications of each variant before anything is decided; at least 2. */
  readonly firstStage: number
  /** After so many the answer is `undecided`. */
  readonly max: number
  /** The least probability of a correct answer. */
  readonly level: number
}

/** What a replication of one variant says. */
export interface SelectionValues {
  readonly objective: number
  /** By the order of the constraints; see `Claim` for what they are. */
  readonly constraints: readonly number[]
}

/** The answer of a selection. */
export type SelectionAnswer =
  | (AnswerContext & {
      readonly type: 'best'
      readonly variant: number
      /** The feasible variant with the next best sample mean. */
      readonly runnerUp: number | undefined
    })
  | (AnswerContext & { readonly type: 'none feasible' })
  | (AnswerContext & {
      readonly type: 'undecided'
      /** Those that may still be the best one. */
      readonly contenders: readonly number[]
      /** After so many replications the best mean is clear; `undefined` where nobody can say. */
      readonly replicationsAtMost: number | undefined
    })

interface AnswerContext {
  /** Of each variant. */
  readonly replications: number
  /** In the unit of the objective; `undefined` where the first stage was never completed. */
  readonly indifference: number | undefined
  readonly standings: readonly Standing[]
}

/** How a variant stands in a selection. */
export type Standing =
  | { readonly type: 'contender' }
  /** Its mean was too far behind that of another one. */
  | { readonly type: 'behind'; readonly of: number; readonly replications: number }
  /** It breaks a constraint. */
  | ({ readonly type: 'infeasible' } & ConstraintJudgement)
  /** Nobody can say yet whether it keeps to a constraint. */
  | ({ readonly type: 'unclear' } & ConstraintJudgement)
  /** It has no mean: in so many replications it did not come to its end. */
  | { readonly type: 'unfinished'; readonly unfinished: number; readonly count: number }

/**
 * Selects the best mean among the variants that keep to all constraints, fed replication by
 * replication.
 *
 * Invariants:
 * - Half of the chance of an error goes to feasibility where a constraint is about a statistic, the
 *   rest to the Kim–Nelson procedure.
 * - The procedure runs from the first replication on over the variants that are not known to be
 *   infeasible; when one more of them is, it runs anew over those that are left. Its chance of an
 *   error is shared out over all variants, so that it holds whichever are left.
 * - A variant with a run that did not end has no mean and cannot be the best one.
 */
export class Selection {
  readonly #options: SelectionOptions
  readonly #feasibility: Feasibility
  readonly #selectionLevel: number
  readonly #objectives: (readonly number[])[] = []
  readonly #unfinished: number[]
  #procedure: KimNelson | undefined
  #contenders: readonly number[]
  #indifference: number | undefined
  #answer: SelectionAnswer | undefined

  constructor(options: SelectionOptions) {
    const { variants, constraints, firstStage, max, level } = options
    const error = constraints.some(({ type }) => type !== 'every') ? (1 - level) / 2 : 0
    this.#options = options
    this.#selectionLevel = level + error
    this.#feasibility = new Feasibility({
      variants,
      constraints,
      firstLook: firstStage,
      max,
      error,
    })
    this.#unfinished = Array.from({ length: variants }, () => 0)
    this.#contenders = Array.from({ length: variants }, (_, variant) => variant)
  }

  /** The answer; `undefined` while more replications are needed. */
  get answer(): SelectionAnswer | undefined {
    return this.#answer
  }

  /** Adds the next replication of every variant. After the answer nothing changes. */
  add(row: readonly SelectionValues[]): void {
    if (this.#answer !== undefined) return
    const objectives = row.map(({ objective }) => objective)
    this.#objectives.push(objectives)
    this.#feasibility.add(row.map(({ constraints }) => constraints))
    for (const [variant, objective] of objectives.entries())
      if (!Number.isFinite(objective)) this.#unfinished[variant]! += 1
    const hasFallen = this.#dropInfeasible()
    if (this.#objectives.length >= this.#options.firstStage) {
      if (this.#procedure === undefined || hasFallen) this.#procedure = this.#startAnew()
      else this.#procedure.add(objectives)
    }
    this.#answer = this.#decide()
  }

  #dropInfeasible(): boolean {
    const left = this.#contenders.filter(
      (variant) =>
        this.#unfinished[variant] === 0 && this.#feasibility.broken(variant) === undefined,
    )
    const hasFallen = left.length < this.#contenders.length
    this.#contenders = left
    return hasFallen
  }

  /** The procedure over the variants that are left, as if it had run over them from the start. */
  #startAnew(): KimNelson {
    const { variants, firstStage, better } = this.#options
    this.#indifference ??= this.#indifferenceOfFirstStage()
    const procedure = new KimNelson({
      alternatives: variants,
      contenders: this.#contenders,
      firstStage,
      indifference: this.#indifference,
      level: this.#selectionLevel,
      better,
    })
    for (const objectives of this.#objectives) procedure.add(objectives)
    return procedure
  }

  #indifferenceOfFirstStage(): number {
    const { indifference, baseline, firstStage } = this.#options
    if (indifference.type === 'absolute') return indifference.value
    const values = this.#objectives.slice(0, firstStage).map((row) => row[baseline]!)
    const finite = values.filter(Number.isFinite)
    return (
      indifference.value * Math.abs(finite.reduce((sum, value) => sum + value, 0) / finite.length)
    )
  }

  #decide(): SelectionAnswer | undefined {
    const context = () => this.#context()
    if (this.#contenders.length === 0) return { ...context(), type: 'none feasible' }
    const selected = this.#procedure?.selected
    if (selected !== undefined && this.#feasibility.unclear(selected) === undefined)
      return { ...context(), type: 'best', variant: selected, runnerUp: this.#runnerUp(selected) }
    if (this.#objectives.length < this.#options.max) return undefined
    const contenders = this.#procedure?.survivors ?? this.#contenders
    const countAtMost = this.#procedure?.countAtMost ?? Infinity
    const replicationsAtMost = Number.isFinite(countAtMost) ? countAtMost : undefined
    return { ...context(), type: 'undecided', contenders, replicationsAtMost }
  }

  #context(): AnswerContext {
    return {
      replications: this.#objectives.length,
      indifference: this.#indifference,
      standings: this.#unfinished.map((_, variant) => this.#standing(variant)),
    }
  }

  #standing(variant: number): Standing {
    const broken = this.#feasibility.broken(variant)
    if (broken !== undefined) return { type: 'infeasible', ...broken }
    const unfinished = this.#unfinished[variant]!
    if (unfinished > 0) return { type: 'unfinished', unfinished, count: this.#objectives.length }
    const fall = this.#procedure?.eliminations.find(({ alternative }) => alternative === variant)
    if (fall !== undefined) return { type: 'behind', of: fall.by, replications: fall.replications }
    const unclear = this.#feasibility.unclear(variant)
    return unclear === undefined ? { type: 'contender' } : { type: 'unclear', ...unclear }
  }

  #runnerUp(selected: number): number | undefined {
    const sign = this.#options.better === 'less' ? 1 : -1
    const others = this.#contenders.filter((variant) => variant !== selected)
    const sums = others.map((variant) =>
      this.#objectives.reduce((sum, row) => sum + sign * row[variant]!, 0),
    )
    return others[sums.indexOf(Math.min(...sums))]
  }
}
