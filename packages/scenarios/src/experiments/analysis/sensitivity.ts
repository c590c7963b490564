import type { Interval } from './interval.ts'
import type { ReplicationMeasureName } from '../replication-measure.ts'

/** Which inputs move the answer, one at a time at half and at twice its value. */
export interface Sensitivity {
  readonly measure: ReplicationMeasureName
  /** The variant whose answer is moved. */
  readonly variant: number
  /** Its mean with every input as it is known. */
  readonly base: number
  /** The input that moves it most comes first. */
  readonly inputs: readonly InputEffect[]
  readonly spread: SpreadOfAnswer | undefined
}

/** One input and what becomes of the answer. */
export interface InputEffect {
  readonly input: string
  readonly atHalf: MovedAnswer
  readonly atTwice: MovedAnswer
  /** From the lesser to the greater of both answers and the base. */
  readonly swing: number
}

/** The answer with one input changed. */
export interface MovedAnswer {
  readonly mean: number
  /** Of the difference to the base, in pairs; undefined where it is refused. */
  readonly difference: Interval | undefined
}

/** How far apart replications lie, and what of that comes from where; standard deviations. */
export interface SpreadOfAnswer {
  readonly total: number
  /** With every input at its value. */
  readonly simulationNoise: number
  /** What is left: inputs that are only assumed or published. */
  readonly inputUncertainty: number
}
