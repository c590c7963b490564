/** Which timeout to set for a variant's rollout, in seconds. */
export type TimeoutAdvice =
  | {
      readonly type: 'advised'
      /** The bound, rounded up to a whole minute. */
      readonly timeout: number
      /** The upper one-sided 95 % order-statistic bound of that quantile. */
      readonly bound: number
      readonly probability: number
      readonly byHand: HandBound | undefined
      readonly uncovered: readonly Uncovered[]
    }
  /** There are fewer replications than such a bound needs. */
  | { readonly type: 'too few'; readonly needed: number; readonly byHand: HandBound | undefined }
  /** So many may stall that no timeout is long enough. */
  | { readonly type: 'stalls'; readonly probabilityAtMost: number }
  /** The workload is not replaced by its controller alone. */
  | { readonly type: 'not awaited'; readonly uncovered: readonly Uncovered[] }

/** The bound that is worked out by hand: round after round, each as slow as a slow pod. */
export interface HandBound {
  readonly duration: number
  readonly rounds: number
  readonly podsAtOnce: number
  /** How long a slow pod takes from its end until its successor counts. */
  readonly slowPod: number
}

/** What a timeout does not cover. */
export type Uncovered =
  /** Pods are replaced only when somebody deletes them. */
  | { readonly type: 'on delete' }
  /** Pods below the partition stay as they are. */
  | { readonly type: 'partition'; readonly partition: number }
  /** Jobs that run before and after a release. */
  | { readonly type: 'hooks' }
  /** So many latencies are only assumed. */
  | { readonly type: 'assumed inputs'; readonly count: number }
