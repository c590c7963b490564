import { type RunCertainty, type Scenario, runCertainty, studyOfRun } from '@seatrial/scenarios'
import { Crew } from '../../replications/crew.ts'
import { wholeSweep } from '../../replications/whole-sweep.ts'
import type { CaughtSignals, Signal, Terminal } from '../../terminal/terminal.ts'

/** What is repeated, and how often. */
export interface RepeatedRun {
  readonly scenario: Scenario
  readonly warmUp: boolean
  /** At least 2: a run by itself says nothing of chance. */
  readonly replications: number
  /** Events of one run: how much work it is. */
  readonly eventCount: number
}

/** What came of repeating a run, or the signal that ended it before. */
export type Repetition =
  | { readonly type: 'done'; readonly certainty: RunCertainty }
  | { readonly type: 'interrupted'; readonly by: Signal }

/** Events of all runs, a few seconds, from which on more threads are worth their start. */
const SHARED_EVENTS_MIN = 2_000_000

/** Runs a scenario so many times, each with its own chance. */
export async function repeatRun(
  repeated: RepeatedRun,
  terminal: Terminal,
  signals: CaughtSignals,
): Promise<Repetition> {
  const { scenario, replications, eventCount } = repeated
  const study = studyOfRun(scenario, repeated)
  const isLong = replications * eventCount >= SHARED_EVENTS_MIN
  const crew = new Crew(study, { size: isLong ? terminal.parallelism : 1, terminal })
  const sweep = wholeSweep(study)
  try {
    const by = await crew.run(sweep, { signal: signals.arrival })
    if (by !== undefined) return { type: 'interrupted', by }
    return { type: 'done', certainty: runCertainty(study, sweep.judged) }
  } finally {
    await crew.close()
  }
}
