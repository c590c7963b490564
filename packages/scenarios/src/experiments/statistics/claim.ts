/** A claim about all replications that could be run, judged from those that were. */
export type Claim =
  /** It holds in every run: values are 1 where it held and 0 where it did not. */
  | { readonly type: 'every' }
  /** About the mean of the values. */
  | ({ readonly type: 'mean' } & Comparison)
  /** About a quantile of the values, for instance 0.99. */
  | ({ readonly type: 'quantile'; readonly probability: number } & Comparison)
  /** About the probability of something: values are 1 where it happened and 0 where it did not. */
  | ({ readonly type: 'probability' } & Comparison)

/** How a statistic is compared, and with what; in the unit of the values. */
export interface Comparison {
  readonly comparator: '<=' | '<' | '>=' | '>' | '==' | '!='
  readonly bound: number
}

/** What replications say about a claim. */
export type Judgement =
  | {
      /** Met: the whole interval is on the right side of the bound. Failed: on the wrong one. */
      readonly verdict: 'met' | 'failed'
      readonly evidence: Evidence
    }
  | {
      readonly verdict: 'undecided'
      readonly evidence: Evidence
      /** About how many replications would decide it; `undefined` when nobody can say. */
      readonly replicationsNeeded: number | undefined
    }

/** The statistic that a claim is about, as far as it is known. */
export interface Evidence {
  readonly count: number
  readonly value: number
  /** `-Infinity` where nothing bounds the statistic. */
  readonly low: number
  /** `Infinity` where nothing bounds the statistic. */
  readonly high: number
  readonly level: number
  /** Replications that did not come to their end. */
  readonly unfinished: number
}
