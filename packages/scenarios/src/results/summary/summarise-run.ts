import type { SensitivityAttempt } from '../../experiments/analysis/find-sensitivity.ts'
import type { RunCertainty } from '../../experiments/analysis/run-certainty.ts'
import type { Scenario } from '../../format/scenario/scenario.ts'
import type { RunResult } from '../../run/run-result.ts'
import { scenarioHash } from './scenario-hash.ts'
import { summaryDocument } from './summary-document.ts'
import type { Summary } from './summary.ts'

/** What a summary tells besides its run. */
export interface SummaryOptions {
  /** The version of this program. */
  readonly engineVersion: string
  /** The files that were written beside it. */
  readonly files: readonly string[]
  /** How sure the headline is; undefined when the run was not repeated. */
  readonly certainty?: RunCertainty | undefined
  /** Which inputs move the headline; by default that was not tried, as the run was not repeated. */
  readonly sensitivity?: SensitivityAttempt
}

const NOT_REPEATED: SensitivityAttempt = { type: 'not tried', reason: 'not repeated' }

/** The content of summary.json for a run of a scenario. */
export function summariseRun(
  scenario: Scenario,
  result: RunResult,
  { engineVersion, files, certainty, sensitivity = NOT_REPEATED }: SummaryOptions,
): Summary {
  const { kubernetes, outcome } = result
  return summaryDocument({
    scenario: { name: scenario.name, hash: scenarioHash(scenario) },
    seed: result.seed,
    replication: result.replication,
    kubernetes: {
      asked: scenario.kubernetes,
      profile: kubernetes,
      featureGates: scenario.featureGates,
    },
    engineVersion,
    epoch: scenario.epoch,
    outcome: { type: outcome === 'done' ? 'finished' : outcome, time: result.end },
    rollouts: result.rollouts,
    verdicts: result.expectations,
    certainty,
    sensitivity,
    latencies: result.latencies,
    services: result.services,
    pods: result.podCounts,
    trace: { digest: result.traceDigest, changes: result.changeCount },
    files,
  })
}
