import type { RunResult } from '../run/run-result.ts'
import { simulate } from '../run/simulate.ts'
import type { SimulateOptions } from '../run/simulate-options.ts'
import { measureValue } from './measure-value.ts'
import type { Replication } from './replication.ts'
import { REPLICATION_MEASURES } from './replication-measure.ts'
import type { Study } from './study.ts'

/**
 * Runs one replication of one variant: pure, the same wherever and whenever it is run.
 *
 * Throws `InputErrors` when the API server would refuse something that the timeline asks for.
 */
export function runReplication(study: Study, variant: number, replication: number): Replication {
  const { scenario } = study.variants[variant]!
  return replicationOf(simulate(scenario, runOptions(study, variant, replication)), variant)
}

/** How a replication of a variant is run: without rows and waits, which nobody keeps. */
export function runOptions(
  { variants, warmUp, inputUncertainty }: Study,
  variant: number,
  replication: number,
): SimulateOptions {
  const { scaledInputs } = variants[variant]!
  return {
    replication,
    warmUp,
    inputUncertainty,
    scaledInputs,
    timeline: 'drop',
    pods: 'drop',
    waits: 'drop',
  }
}

function replicationOf(result: RunResult, variant: number): Replication {
  const { outcome, replication, rollouts, expectations, traceDigest } = result
  const headline = rollouts.at(-1)
  return {
    variant,
    replication,
    outcome,
    values: REPLICATION_MEASURES.map(({ name }) => measureValue(name, headline)),
    expectations: expectations.map((verdict) => verdict.result === 'met'),
    traceDigest,
  }
}
