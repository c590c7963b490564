import {
  type RunCertainty,
  type RunResult,
  type Scenario,
  type SensitivityAttempt,
  findSensitivity,
  runCertainty,
  studyOfRun,
  subjectOfRun,
} from '@seatrial/scenarios'
import { Crew } from '../../replications/crew.ts'
import { Interrupted, sweepMoved } from '../../replications/sweep-moved.ts'
import { wholeSweep } from '../../replications/whole-sweep.ts'
import type { CaughtSignals, Signal } from '../../terminal/terminal.ts'
import type { CommandContext } from '../command-context.ts'

/** What is repeated, and how often. */
export interface RepeatedRun {
  readonly scenario: Scenario
  readonly warmUp: boolean
  /** At least 2: a run by itself says nothing of chance. */
  readonly replications: number
  /** How many somebody asked for; undefined: nobody did. */
  readonly asked: number | undefined
  /** What the run itself came to. */
  readonly result: RunResult
  /** Whether somebody will see what moves its answer. */
  readonly triesInputs: boolean
}

/** What came of repeating a run, or the signal that ended it before. */
export type Repetition =
  | {
      readonly type: 'done'
      readonly certainty: RunCertainty
      readonly sensitivity: SensitivityAttempt
    }
  | { readonly type: 'interrupted'; readonly by: Signal }

const NOT_TRIED: SensitivityAttempt = { type: 'not tried', reason: 'not repeated' }

/** Events of the replications, about two seconds, from which on more threads are worth their start. */
const SHARED_EVENTS_MIN = 250_000

/** Runs a scenario so many times, each with its own chance, and then with some inputs changed. */
export async function repeatRun(
  repeated: RepeatedRun,
  { terminal, threads }: CommandContext,
  signals: CaughtSignals,
): Promise<Repetition> {
  const { scenario, replications, result, triesInputs } = repeated
  const signal = signals.arrival
  const study = studyOfRun(scenario, repeated)
  const isLong = replications * result.eventCount >= SHARED_EVENTS_MIN
  const crew = new Crew(study, { size: isLong ? terminal.parallelism : 1, threads, terminal })
  const sweep = wholeSweep(study)
  try {
    const by = await crew.run(sweep, { signal })
    if (by !== undefined) return { type: 'interrupted', by }
    const certainty = runCertainty(study, sweep.judged)
    if (!triesInputs) return { type: 'done', certainty, sensitivity: NOT_TRIED }
    const sensitivity = await findSensitivity(
      subjectOfRun(study, certainty, repeated),
      'screened',
      (moved, plan) => sweepMoved(moved, plan, crew, signal),
    )
    return { type: 'done', certainty, sensitivity }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    return { type: 'interrupted', by: error.by }
  } finally {
    await crew.close()
  }
}
