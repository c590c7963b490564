import type { Experiment } from '../format/experiment/experiment.ts'
import type { Scenario } from '../format/scenario/scenario.ts'
import { InputErrors } from '../input-error.ts'
import type { InputUncertainty } from '../run/build-cluster.ts'
import { baselinesOf } from './baselines.ts'
import { type Combination, combinationsOf } from './combinations.ts'
import { constrainedScenario } from './constrained-scenario.ts'
import { refusalOf } from './refusal.ts'
import type { LeftOutVariant, Study, StudyVariant } from './study.ts'
import { studyHash } from './study-hash.ts'
import { variantNamer } from './variant-names.ts'
import { variedScenario } from './varied-scenario.ts'

/** How an experiment is run, besides what it says. */
export interface StudyOptions {
  /** `drawn` by default. */
  readonly inputUncertainty?: InputUncertainty
}

/**
 * Makes an experiment ready to run: every combination of its axes within every named variant becomes a
 * scenario of its own, but for those that the API server would refuse.
 */
export function studyOf(experiment: Experiment, options: StudyOptions = {}): Study {
  const nameOf = variantNamer(experiment)
  const leftOut: LeftOutVariant[] = []
  const possible: Possible[] = []
  for (const combination of combinationsOf(experiment)) {
    const name = nameOf(combination)
    const attempt = attemptAt(experiment, combination)
    if (typeof attempt === 'string') leftOut.push({ name, reason: attempt })
    else possible.push({ name, combination, scenario: attempt })
  }
  const baselines = baselinesOf(
    experiment,
    possible.map(({ combination }) => combination),
  )
  const variants = possible.map(({ name, combination, scenario }, number): StudyVariant => ({
    number,
    name,
    assignments: combination.assignments,
    scenario,
    scaledInputs: [],
    baseline: baselines[number]!,
  }))
  const { warmUp, replications, goal } = experiment
  const conditions = { warmUp, inputUncertainty: options.inputUncertainty ?? 'drawn' }
  return {
    name: experiment.name,
    description: experiment.description,
    variants,
    leftOut,
    replications,
    goal,
    ...conditions,
    hash: studyHash(variants, conditions),
  }
}

interface Possible {
  readonly name: string
  readonly combination: Combination
  readonly scenario: Scenario
}

/** The scenario of a combination, or why there can be none. */
function attemptAt(experiment: Experiment, { assignments }: Combination): Scenario | string {
  try {
    const varied = variedScenario(experiment, assignments)
    const scenario = constrainedScenario(varied, experiment.goal)
    return refusalOf(scenario) ?? scenario
  } catch (error) {
    if (error instanceof InputErrors) return error.message
    throw error
  }
}
