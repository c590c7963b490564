import type { Scenario } from '../format/scenario/scenario.ts'
import type { RunResult } from './run-result.ts'
import { ScenarioRun } from './scenario-run.ts'
import type { SimulateOptions } from './simulate-options.ts'

/**
 * Runs a scenario to its end: synchronous, pure, the same bytes for the same seed. `ScenarioRun` does
 * the same in stretches.
 *
 * Throws `InputErrors` when the API server would refuse something that the timeline asks for.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): RunResult {
  const run = new ScenarioRun(scenario, options)
  run.advance(Infinity)
  return run.result()
}
