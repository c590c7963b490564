import type { SensitivityPlan } from '@seatrial/scenarios'
import type { Signal, Terminal } from '../terminal/terminal.ts'
import type { Crew } from './crew.ts'
import type { ReplicationRunner } from './replication-runner.ts'
import { SweepProgress } from './sweep-progress.ts'
import type { Sweep } from './sweep.ts'

/** Milliseconds of work that a runner gets at a time; what it has not handed back may be lost. */
const WORK_AT_A_TIME = 50
/** So many times a runner comes back at least, so that all are done at about the same time. */
const TURNS_AT_LEAST = 4

/** How a sweep is run. */
export interface RunSweepOptions {
  readonly crew: Crew
  /** Shows how far it is, and has a clock. */
  readonly terminal: Terminal
  /** The replications are those of the study that this plan makes of the crew's own. */
  readonly plan?: SensitivityPlan
  /** Comes when somebody wants it to end. */
  readonly signal?: Promise<Signal>
}

/**
 * Lets a crew run what there is to run. Returns the signal, if one came before it was done; the sweep
 * takes nothing more then.
 */
export async function runSweep(
  sweep: Sweep,
  options: RunSweepOptions,
): Promise<Signal | undefined> {
  const { crew, terminal, signal } = options
  const progress = new SweepProgress(terminal, sweep)
  const runners = crew.membersFor(sweep.progress.left)
  const turns = { ...options, runnerCount: runners.length, onProgress: () => progress.show() }
  const work = Promise.all(runners.map((runner) => keepBusy(runner, sweep, turns)))
  const done = work.then(() => undefined)
  try {
    return await (signal === undefined ? done : Promise.race([done, signal]))
  } finally {
    sweep.stop()
    progress.clear()
  }
}

interface Turns extends RunSweepOptions {
  readonly runnerCount: number
  /** Told whenever more has come. */
  readonly onProgress: () => void
}

async function keepBusy(
  runner: ReplicationRunner,
  sweep: Sweep,
  { terminal, plan, runnerCount, onProgress }: Turns,
): Promise<void> {
  let size = 1
  for (;;) {
    const keys = sweep.take(size)
    if (keys.length === 0) return
    const start = terminal.now()
    sweep.put(await runner.run({ keys, plan }))
    onProgress()
    if (sweep.isOver) return
    const inTime = (keys.length * WORK_AT_A_TIME) / (terminal.now() - start)
    const share = sweep.progress.left / (TURNS_AT_LEAST * runnerCount)
    size = Math.max(1, Math.floor(Math.min(inTime, share, 2 * size)))
  }
}
