/**
 * A distribution made ready for use: what its family knows in closed form, parameters worked in.
 */
export interface Law {
  /**
   * The value that is exceeded with probability 1 − u, for u strictly between 0 and 1. It rises
   * with u, so that one uniform number gives one variate and a smaller number never a larger one.
   */
  readonly quantile: (u: number) => number
  /** P(X ≤ x). */
  readonly cumulative: (x: number) => number
  readonly mean: number
  readonly variance: number
}
