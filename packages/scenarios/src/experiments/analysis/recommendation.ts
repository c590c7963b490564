import type { ReplicationMeasure } from '../replication-measure.ts'
import type { Feasibility } from './feasibility.ts'
import type { Objective } from './objective.ts'
import type { PairedDifference } from './paired-difference.ts'

/** Which variant to take, or why that cannot be said. */
export interface Recommendation {
  readonly objective: Objective
  /** Of every variant, by number: constraints are judged first. */
  readonly feasibilities: readonly Feasibility[]
  readonly answer: Answer
  /** How the error is split: what feasibility may take, and what selection may. */
  readonly errors: { readonly feasibility: number; readonly selection: number }
}

/** The answer of a recommendation. */
export type Answer =
  | {
      readonly type: 'selected'
      readonly variant: number
      readonly guarantee: Guarantee
      /** After how many replications of each variant it was clear. */
      readonly replications: number
      readonly runnerUp: RunnerUp | undefined
      /** Variants that would be better but for a constraint, the best first. */
      readonly keptOut: readonly KeptOut[]
    }
  | { readonly type: 'none feasible' }
  /** Too few replications to tell. */
  | {
      readonly type: 'undecided'
      /** The variants that are still in question, the best first. */
      readonly left: readonly number[]
      readonly reason: 'feasibility' | 'selection'
      readonly replicationsNeeded: number | undefined
    }

/** What a selection can promise. */
export type Guarantee =
  /** Kim–Nelson: best, or within the indifference of it, with that confidence, if means are normal. */
  | { readonly type: 'best mean'; readonly confidence: number }
  /** There was only one to choose. */
  | { readonly type: 'only feasible'; readonly confidence: number }
  /** It looks best; nothing is promised. */
  | { readonly type: 'none' }

/** The next best variant. */
export interface RunnerUp {
  readonly variant: number
  /** Of the objective's measure: the runner-up minus the selected. */
  readonly difference: PairedDifference
}

/** A variant that looks better in the objective but breaks a constraint. */
export interface KeptOut {
  readonly variant: number
  /** The constraints that it does not keep, as they were written. */
  readonly constraints: readonly string[]
  readonly measure: ReplicationMeasure['name']
  readonly difference: PairedDifference
}
