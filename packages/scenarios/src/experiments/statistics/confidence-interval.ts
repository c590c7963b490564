/** A range made by a procedure that holds the true value in a share `level` of all experiments. */
export interface ConfidenceInterval {
  /** `-Infinity` where the data bound it by nothing. */
  readonly low: number
  /** `Infinity` where the data bound it by nothing. */
  readonly high: number
  /** For instance 0.95. */
  readonly level: number
}

/** The level of every interval that is not asked for otherwise. */
export const DEFAULT_LEVEL = 0.95

/**
 * The level that each of so many intervals needs so that all of them together hold with `level`,
 * however they depend on each other (Bonferroni).
 */
export function simultaneousLevel(level: number, familySize: number): number {
  return 1 - (1 - level) / Math.max(1, familySize)
}
