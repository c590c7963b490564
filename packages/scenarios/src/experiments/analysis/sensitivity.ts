import type { LatencyInput } from '@seatrial/core'
import type { ReplicationMeasure } from '../replication-measure.ts'
import { type MeanEstimate, estimateMean } from '../statistics/mean.ts'
import { type PairedDifference, estimateDifference } from '../statistics/paired-difference.ts'
import { inputName } from './sensitivity-study.ts'

/** Which inputs move the answer, one at a time at half and at twice its value. */
export interface Sensitivity {
  readonly measure: ReplicationMeasure
  /** The number of the variant whose answer is moved, in the study that it was asked of. */
  readonly variant: number
  /** Of each changed input, and of the base. */
  readonly replicationCount: number
  /** With every input as it is stated. */
  readonly base: MeanEstimate
  /** The input that moves it most comes first. */
  readonly inputs: readonly InputEffect[]
  /** Undefined where a run did not come to its end. */
  readonly spread: SpreadOfAnswer | undefined
}

/** One input and what becomes of the answer. */
export interface InputEffect {
  readonly input: LatencyInput
  /** As people name it: `containerStart`, `applicationReady of statefulset/kafka`. */
  readonly name: string
  readonly atHalf: MovedAnswer
  readonly atTwice: MovedAnswer
  /** From the least to the greatest of both answers and the base; infinite where runs do not end. */
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
  /** How many replications tell the noise. */
  readonly noiseReplications: number
  /** What is left: inputs that are only assumed or published. */
  readonly inputUncertainty: number
}

/** The answers of a variant as it is and with other inputs, replication by replication. */
export interface MovedSamples {
  readonly variant: number
  readonly measure: ReplicationMeasure
  /** The mean over the replications of the variant, with uncertain inputs drawn; if it is known. */
  readonly answer: MeanEstimate | undefined
  /** With every input as it is stated: at least as many replications as with a changed one. */
  readonly stated: readonly number[]
  /** With one input changed, each that was tried. */
  readonly moved: readonly MovedInput[]
}

/** One input that was changed, and the answers with it. */
export interface MovedInput {
  readonly input: LatencyInput
  readonly atHalf: readonly number[]
  readonly atTwice: readonly number[]
}

/** What the answers of a variant with changed inputs tell. */
export function analyseSensitivity(samples: MovedSamples): Sensitivity {
  const { variant, measure, answer, stated, moved } = samples
  const replicationCount = moved[0]?.atHalf.length ?? stated.length
  const base = stated.slice(0, replicationCount)
  const effects = moved.map((each) => effectOf(each, base))
  return {
    measure,
    variant,
    replicationCount,
    base: estimateMean(base),
    // Sorting is stable: inputs that move it alike stay in their order.
    inputs: effects.sort((one, other) => (one.swing === other.swing ? 0 : other.swing - one.swing)),
    spread: spreadOf(answer, estimateMean(stated)),
  }
}

/** From the least to the greatest. Of two that never end nobody can say how far they are apart: 0. */
export function swingOf(answers: readonly number[]): number {
  const swing = Math.max(...answers) - Math.min(...answers)
  return Number.isNaN(swing) ? 0 : swing
}

function effectOf({ input, atHalf, atTwice }: MovedInput, base: readonly number[]): InputEffect {
  return {
    input,
    name: inputName(input),
    atHalf: movedAnswer(atHalf, base),
    atTwice: movedAnswer(atTwice, base),
    swing: swingOf([base, atHalf, atTwice].map(meanOrNever)),
  }
}

function movedAnswer(sample: readonly number[], base: readonly number[]): MovedAnswer {
  return { mean: estimateMean(sample), difference: estimateDifference(sample, base) }
}

function meanOrNever(sample: readonly number[]): number {
  const estimate = estimateMean(sample)
  return estimate.type === 'mean' ? estimate.mean : Infinity
}

function spreadOf(
  answer: MeanEstimate | undefined,
  noise: MeanEstimate,
): SpreadOfAnswer | undefined {
  if (answer?.type !== 'mean' || noise.type !== 'mean') return undefined
  const total = answer.standardDeviation
  const simulationNoise = noise.standardDeviation
  const left = total * total - simulationNoise * simulationNoise
  const inputUncertainty = Math.sqrt(Math.max(0, left))
  return { total, simulationNoise, noiseReplications: noise.count, inputUncertainty }
}
