import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { runReplication } from '../run-replication.ts'
import type { Study } from '../study.ts'
import { chosenVariant } from './chosen-variant.ts'
import type { ComparisonAnalysis } from './comparison-analysis.ts'
import { type Sensitivity, analyseSensitivity } from './sensitivity.ts'
import { type SensitivityPlan, sensitiveInputs, sensitivityStudy } from './sensitivity-study.ts'

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
 * Runs all replications of a sensitivity study, in whatever order: of the one that the plan makes of
 * the study that was compared.
 */
export type RunSensitivity = (moved: Study, plan: SensitivityPlan) => Promise<Iterable<Replication>>

/**
 * Which inputs move the rollout time of the variant that most is told of. Undefined where that was to be
 * screened and takes too long, by the events of its replication 0: the same on every machine. Without
 * `run` everything is run here.
 */
export async function findSensitivity(
  analysis: ComparisonAnalysis,
  effort: SensitivityEffort,
  run: RunSensitivity = runHere,
): Promise<Sensitivity | undefined> {
  const variant = chosenVariant(analysis)
  const { rehearsal } = analysis.variants[variant]!
  const inputs = sensitiveInputs(rehearsal)
  if (effort === 'thorough') {
    return tryInputs(analysis, { variant, inputs, replications: REPLICATIONS.thorough }, run)
  }
  const runs = runCount(inputs.length, 1) + runCount(SCREENED_INPUTS, REPLICATIONS.screened)
  if (runs * rehearsal.eventCount > SCREENING_EVENTS_MAX) return undefined
  const screening = await tryInputs(analysis, { variant, inputs, replications: 1 }, run)
  const moving = screening.inputs.slice(0, SCREENED_INPUTS).map(({ input }) => input)
  return tryInputs(analysis, { variant, inputs: moving, replications: REPLICATIONS.screened }, run)
}

async function tryInputs(
  { study, variants }: ComparisonAnalysis,
  plan: SensitivityPlan,
  run: RunSensitivity,
): Promise<Sensitivity> {
  const { variant, inputs } = plan
  const measure = REPLICATION_MEASURES.find(({ name }) => name === 'rolloutDuration')!
  const summary = variants[variant]!.summaries.find((each) => each?.measure === measure)
  const moved = sensitivityStudy(study, plan)
  const replications = await run(moved, plan)
  return analyseSensitivity(moved, replications, {
    variant,
    measure,
    inputs,
    answer: summary?.mean,
  })
}

async function runHere(moved: Study): Promise<readonly Replication[]> {
  return moved.variants.flatMap(({ number }) =>
    Array.from({ length: moved.replications.max }, (_, replication) =>
      runReplication(moved, number, replication),
    ),
  )
}

/** The variant as it is, and each input at half and at twice its value. */
function runCount(inputs: number, replications: number): number {
  return (2 * inputs + 1) * replications
}
