import type { LatencyInput } from '@seatrial/core'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import { runReplication } from '../run-replication.ts'
import { chosenVariant } from './chosen-variant.ts'
import type { ComparisonAnalysis } from './comparison-analysis.ts'
import { type Sensitivity, analyseSensitivity } from './sensitivity.ts'
import { sensitiveInputs, sensitivityStudy } from './sensitivity-study.ts'

/**
 * How much is tried: every input thoroughly, or one replication of each, and then only those that
 * moved the answer most.
 */
export type SensitivityEffort = 'thorough' | 'screened'

/** Replications of each changed input. */
const REPLICATIONS = { thorough: 30, screened: 5 } as const

/** Inputs that are looked at closely after the screening. */
const SCREENED_INPUTS = 3

/** Events that screening may take, a second or two; a rollout that takes more is not screened. */
const SCREENING_EVENTS_MAX = 2_000_000

/**
 * Which inputs move the rollout time of the variant that most is told of. Undefined where that was to be
 * screened and takes too long, by the events of its replication 0: the same on every machine.
 */
export function findSensitivity(
  analysis: ComparisonAnalysis,
  effort: SensitivityEffort,
): Sensitivity | undefined {
  const variant = analysis.variants[chosenVariant(analysis)]!
  const inputs = sensitiveInputs(variant.rehearsal)
  if (effort === 'thorough') return tryInputs(analysis, inputs, REPLICATIONS.thorough)
  const runs = runCount(inputs.length, 1) + runCount(SCREENED_INPUTS, REPLICATIONS.screened)
  if (runs * variant.rehearsal.eventCount > SCREENING_EVENTS_MAX) return undefined
  const screening = tryInputs(analysis, inputs, 1)
  const moving = screening.inputs.slice(0, SCREENED_INPUTS).map(({ input }) => input)
  return tryInputs(analysis, moving, REPLICATIONS.screened)
}

function tryInputs(
  { study, variants, ...analysis }: ComparisonAnalysis,
  inputs: readonly LatencyInput[],
  replications: number,
): Sensitivity {
  const variant = chosenVariant({ study, ...analysis })
  const measure = REPLICATION_MEASURES.find(({ name }) => name === 'rolloutDuration')!
  const summary = variants[variant]!.summaries.find((each) => each?.measure === measure)
  const moved = sensitivityStudy(study, variant, { inputs, replications })
  const runs = Array.from({ length: replications }, (_, replication) =>
    moved.variants.map(({ number }) => runReplication(moved, number, replication)),
  )
  return analyseSensitivity(moved, runs.flat(), { variant, measure, inputs, answer: summary?.mean })
}

/** The variant as it is, and each input at half and at twice its value. */
function runCount(inputs: number, replications: number): number {
  return (2 * inputs + 1) * replications
}
