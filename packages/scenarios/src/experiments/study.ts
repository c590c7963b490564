import type { LatencyScaling } from '@seatrial/core'
import type { Goal, Replications } from '../format/experiment/experiment.ts'
import type { Assignment } from '../format/experiment/variants.ts'
import type { Scenario } from '../format/scenario/scenario.ts'
import type { InputUncertainty } from '../run/build-cluster.ts'

/** How every replication of a study is run, besides what its variants say. */
export interface RunConditions {
  /** Whether everything settles before the timeline of a run begins. */
  readonly warmUp: boolean
  /**
   * `drawn`: each latency that is only assumed or published is longer or shorter by a factor that is
   * drawn once a replication, the same for all variants. `off`: all are as they are stated.
   */
  readonly inputUncertainty: InputUncertainty
}

/** An experiment made ready to run: its variants as whole scenarios, in their stated order. */
export interface Study extends RunConditions {
  readonly name: string
  readonly description: string
  readonly variants: readonly StudyVariant[]
  /** Combinations that the API server would refuse: they are named and never run. */
  readonly leftOut: readonly LeftOutVariant[]
  readonly replications: Replications
  readonly goal: Goal | undefined
  /**
   * Tells studies apart by what decides what a replication comes to, inputs and defaults alike; not by
   * how many there are, what is aimed at, or the version of this program.
   */
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
  /** Latencies that it takes to be longer or shorter than stated. */
  readonly scaledInputs: readonly LatencyScaling[]
  /** The number of the variant that it is compared with; its own when it is a baseline. */
  readonly baseline: number
}

/** A variant that cannot be. */
export interface LeftOutVariant {
  readonly name: string
  /** The API server's words. */
  readonly reason: string
}
