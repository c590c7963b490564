import type { PairedDifference } from '../statistics/paired-difference.ts'
import type { QuantileDifference } from '../statistics/quantile-difference.ts'
import type { Standing } from '../statistics/selection.ts'
import type { Objective } from './objective.ts'

/** Which variant to take, or why that cannot be said. */
export interface Recommendation {
  readonly objective: Objective
  /** What a variant must keep to, as it was written. */
  readonly constraints: readonly string[]
  /** The confidence of the answer: of the verdicts on constraints and of the selection together. */
  readonly level: number
  /** By variant, when the answer was clear. */
  readonly standings: readonly Standing[]
  /** How many of each variant the answer took. */
  readonly replications: number
  readonly answer: Answer
}

/** The answer of a recommendation. */
export type Answer =
  | {
      readonly type: 'selected'
      readonly variant: number
      readonly guarantee: Guarantee
      readonly runnerUp: RunnerUp | undefined
      /** Those that look better but break a constraint, the best first. */
      readonly keptOut: readonly number[]
    }
  /** Each is shown to break a constraint, or did not come to its end in some run. */
  | { readonly type: 'none feasible' }
  /** The replications do not tell which it is. */
  | {
      readonly type: 'undecided'
      /** Which ones are still in question, the best so far first. */
      readonly left: readonly number[]
      /** Whether the best one keeps its constraints, or which is the best. */
      readonly question: 'feasibility' | 'selection'
      /** About how many replications would tell; undefined when nobody can say. */
      readonly replicationsNeeded: number | undefined
    }

/** What a selection can promise. */
export type Guarantee =
  /**
   * Kim–Nelson: with the recommendation's confidence it is the best mean, or within the indifference of
   * it, provided that means are normal.
   */
  | { readonly type: 'best mean' }
  /** No other variant was in question. */
  | { readonly type: 'no other' }
  /** It looks best; nothing is promised. Those of `alike` cannot be told from it. */
  | { readonly type: 'none'; readonly alike: readonly number[] }

/** The next best variant that keeps the constraints. */
export interface RunnerUp {
  readonly variant: number
  /** Of the objective: the runner-up minus the selected, over all replications there are. */
  readonly difference: PairedDifference | QuantileDifference
}
