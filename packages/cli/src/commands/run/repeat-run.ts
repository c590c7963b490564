import { formatNumber } from '@seatrial/report'
import {
  type Replication,
  type RunCertainty,
  type Scenario,
  runCertainty,
  runReplication,
  studyOfRun,
} from '@seatrial/scenarios'
import { Progress } from '../../terminal/progress.ts'
import type { CaughtSignals, Signal, Terminal } from '../../terminal/terminal.ts'

/** What is repeated, and how often. */
export interface RepeatedRun {
  readonly scenario: Scenario
  readonly warmUp: boolean
  /** At least 2: a run by itself says nothing of chance. */
  readonly replications: number
}

/** What came of repeating a run, or the signal that ended it before. */
export type Repetition =
  | { readonly type: 'done'; readonly certainty: RunCertainty }
  | { readonly type: 'interrupted'; readonly by: Signal }

/** Runs a scenario so many times, each with its own chance. */
export async function repeatRun(
  repeated: RepeatedRun,
  terminal: Terminal,
  signals: CaughtSignals,
): Promise<Repetition> {
  const { scenario, replications } = repeated
  const study = studyOfRun(scenario, repeated)
  const progress = new Progress(terminal)
  const runs: Replication[] = []
  try {
    while (runs.length < replications) {
      runs.push(runReplication(study, 0, runs.length))
      progress.show(
        () =>
          `${formatNumber(runs.length)} of ${formatNumber(replications)} runs with other chance`,
      )
      const signal = await signals.next()
      if (signal !== undefined) return { type: 'interrupted', by: signal }
    }
    return { type: 'done', certainty: runCertainty(study, runs) }
  } finally {
    progress.clear()
  }
}
