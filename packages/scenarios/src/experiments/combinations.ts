import type { Experiment } from '../format/experiment/experiment.ts'
import type { Assignment } from '../format/experiment/variants.ts'

/** A variant before it is a scenario: which named variant it belongs to, and the values of its axes. */
export interface Combination {
  /** The number of the named variant; undefined when none is named. */
  readonly variant: number | undefined
  /** By the number of an axis: the number of the value that it has. */
  readonly levels: readonly number[]
  /** Those of the named variant, then those of the axes, which count where both say something. */
  readonly assignments: readonly Assignment[]
}

/** Every combination of the axes within every named variant; the last axis changes fastest. */
export function combinationsOf({ axes, variants }: Experiment): readonly Combination[] {
  let combinations: readonly Combination[] =
    variants.length === 0
      ? [{ variant: undefined, levels: [], assignments: [] }]
      : variants.map(({ assignments }, variant) => ({ variant, levels: [], assignments }))
  for (const { target, values } of axes) {
    combinations = combinations.flatMap(({ variant, levels, assignments }) =>
      values.map((value, level) => ({
        variant,
        levels: [...levels, level],
        assignments: [...assignments, { target, value }],
      })),
    )
  }
  return combinations
}
