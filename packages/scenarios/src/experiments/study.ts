import type { Goal, Replications } from '../format/experiment/experiment.ts'
import type { Assignment } from '../format/experiment/variants.ts'
import type { Scenario } from '../format/scenario/scenario.ts'

/** An experiment made ready to run: its variants as whole scenarios, in their stated order. */
export interface Study {
  readonly name: string
  readonly description: string
  readonly variants: readonly StudyVariant[]
  /** Combinations that the API server would refuse: they are named and never run. */
  readonly leftOut: readonly LeftOutVariant[]
  readonly replications: Replications
  readonly goal: Goal | undefined
  /** Tells studies apart: everything that decides their results, inputs and defaults alike. */
  readonly hash: string
}

/** One side of a comparison. */
export interface StudyVariant {
  /** Its place in `Study.variants`. */
  readonly number: number
  /** What people call it: its name in the file, or the values that its axes have. */
  readonly name: string
  readonly assignments: readonly Assignment[]
  readonly scenario: Scenario
  /** The number of the variant that it is compared with; its own when it is a baseline. */
  readonly baseline: number
}

/** A variant that cannot be. */
export interface LeftOutVariant {
  readonly name: string
  /** The API server's words. */
  readonly reason: string
}
