/** A confidence interval; its ends belong to it and may be infinite. */
export interface Interval {
  readonly low: number
  readonly high: number
}
