import type { ReleaseDifference } from '../../compare-versions/compare-releases.ts'

/** Two variants that differ in their release only, and what the releases do differently first. */
export interface ReleaseFinding {
  readonly variant: number
  readonly baseline: number
  /** Undefined when they store the same to their end. */
  readonly difference: ReleaseDifference | undefined
}
