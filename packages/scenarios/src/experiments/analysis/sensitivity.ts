import type { LatencyInput } from '@seatrial/core'
import type { ReplicationMeasure } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { type MeanEstimate, estimateMean } from '../statistics/mean.ts'
import { type PairedDifference, estimateDifference } from '../statistics/paired-difference.ts'
import type { Study } from '../study.ts'
import { ReplicationTable } from './replication-table.ts'
import { inputName } from './sensitivity-study.ts'

/** Which inputs move the answer, one at a time at half and at twice its value. */
export interface Sensitivity {
  readonly measure: ReplicationMeasure
  /** The number of the variant whose answer is moved, in the study that it was asked of. */
  readonly variant: number
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
  /** What is left: inputs that are only assumed or published. */
  readonly inputUncertainty: number
}

/** What was asked, and of what. */
export interface SensitivityQuestion {
  readonly variant: number
  readonly measure: ReplicationMeasure
  /** In the order in which `sensitivityStudy` was given them. */
  readonly inputs: readonly LatencyInput[]
  /** The mean over the replications of the variant, with uncertain inputs drawn; if it is known. */
  readonly answer: MeanEstimate | undefined
}

/** What the replications of a `sensitivityStudy` tell. Throws `IncompleteReplicationsError`. */
export function analyseSensitivity(
  study: Study,
  replications: Iterable<Replication>,
  { variant, measure, inputs, answer }: SensitivityQuestion,
): Sensitivity {
  const table = new ReplicationTable(study, replications)
  const samples = table.variants.map((number) => table.valuesOf(number, measure))
  const base = samples[0]!
  const moved = (number: number): MovedAnswer => ({
    mean: estimateMean(samples[number]!),
    difference: estimateDifference(samples[number]!, base),
  })
  const effects = inputs.map((input, index) =>
    effectOf(input, {
      base: estimateMean(base),
      atHalf: moved(2 * index + 1),
      atTwice: moved(2 * index + 2),
    }),
  )
  return {
    measure,
    variant,
    replicationCount: table.count,
    base: estimateMean(base),
    // Sorting is stable: inputs that move it alike stay in their order.
    inputs: effects.sort((one, other) => (one.swing === other.swing ? 0 : other.swing - one.swing)),
    spread: spreadOf(answer, estimateMean(base)),
  }
}

function effectOf(
  input: LatencyInput,
  {
    base,
    atHalf,
    atTwice,
  }: { readonly base: MeanEstimate; readonly atHalf: MovedAnswer; readonly atTwice: MovedAnswer },
): InputEffect {
  const means = [base, atHalf.mean, atTwice.mean].map((mean) =>
    mean.type === 'mean' ? mean.mean : Infinity,
  )
  return { input, name: inputName(input), atHalf, atTwice, swing: swingOf(means) }
}

/** Of two infinite ones nobody can say how far they are apart: then nothing has moved. */
function swingOf(means: readonly number[]): number {
  const swing = Math.max(...means) - Math.min(...means)
  return Number.isNaN(swing) ? 0 : swing
}

function spreadOf(
  answer: MeanEstimate | undefined,
  noise: MeanEstimate,
): SpreadOfAnswer | undefined {
  if (answer?.type !== 'mean' || noise.type !== 'mean') return undefined
  const total = answer.standardDeviation
  const simulationNoise = noise.standardDeviation
  const left = total * total - simulationNoise * simulationNoise
  return { total, simulationNoise, inputUncertainty: Math.sqrt(Math.max(0, left)) }
}
