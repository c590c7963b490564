import type { Interval } from './interval.ts'

/** Whether a variant keeps to every constraint. */
export interface Feasibility {
  readonly variant: number
  readonly verdict: ConstraintVerdict
  /** In the order of the goal. */
  readonly constraints: readonly JudgedConstraint[]
}

/** Met: shown to hold. Failed: shown not to. Undecided: the replications do not tell. */
export type ConstraintVerdict = 'met' | 'failed' | 'undecided'

/** One constraint on one variant. */
export interface JudgedConstraint {
  /** As it was written. */
  readonly text: string
  readonly verdict: ConstraintVerdict
  readonly seen: SeenConstraint
  /** How many replications would about decide it. */
  readonly replicationsNeeded: number | undefined
}

/** What a constraint was judged by. */
export type SeenConstraint =
  /** A statistic over replications. */
  | { readonly type: 'statistic'; readonly value: number; readonly interval: Interval | undefined }
  /** In how many replications it did not hold. */
  | {
      readonly type: 'violations'
      readonly count: number
      readonly of: number
      /** Of the probability of a violation. */
      readonly interval: Interval
    }
