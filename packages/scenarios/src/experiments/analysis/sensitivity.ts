import type { ReplicationMeasure } from '../replication-measure.ts'
import type { MeanEstimate } from '../statistics/mean.ts'
import type { PairedDifference } from '../statistics/paired-difference.ts'

/** Which inputs move the answer, one at a time at half and at twice its value. */
export interface Sensitivity {
  readonly measure: ReplicationMeasure
  /** The number of the variant whose answer is moved. */
  readonly variant: number
  /** With every input as it is stated. */
  readonly base: MeanEstimate
  /** The input that moves it most comes first. */
  readonly inputs: readonly InputEffect[]
  readonly spread: SpreadOfAnswer | undefined
}

/** One input and what becomes of the answer. */
export interface InputEffect {
  /** As people name it: `containerStart`, `applicationReady of statefulset/kafka`. */
  readonly input: string
  readonly atHalf: MovedAnswer
  readonly atTwice: MovedAnswer
  /** From the least to the greatest of both answers and the base. */
  readonly swing: number
}

/** The answer with one input changed. */
export interface MovedAnswer {
  readonly mean: MeanEstimate
  /** To the base, in pairs. */
  readonly difference: PairedDifference
}

/** How far apart replications lie, and what of that comes from where; standard deviations. */
export interface SpreadOfAnswer {
  readonly total: number
  /** With every input as it is stated. */
  readonly simulationNoise: number
  /** What is left: inputs that are only assumed or published. */
  readonly inputUncertainty: number
}
