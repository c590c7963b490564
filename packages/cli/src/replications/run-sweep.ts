import type { Signal } from '../terminal/terminal.ts'
import type { ReplicationRunner } from './replication-runner.ts'
import type { Sweep } from './sweep.ts'

/** Milliseconds of work that a runner gets at a time; what it has not handed back may be lost. */
const WORK_AT_A_TIME = 50
/** So many times a runner comes back at least, so that all are done at about the same time. */
const TURNS_AT_LEAST = 4

/** How a sweep is run. */
export interface RunSweepOptions {
  readonly runners: readonly ReplicationRunner[]
  /** Comes when somebody wants it to end. */
  readonly signal: Promise<Signal>
  /** Wall time in milliseconds. */
  readonly now: () => number
  /** Told whenever more has come. */
  readonly onProgress: () => void
}

/**
 * Lets runners run what there is to run; at the end they are closed. Returns the signal, if one came
 * before it was done.
 */
export async function runSweep(
  sweep: Sweep,
  options: RunSweepOptions,
): Promise<Signal | undefined> {
  const { runners, signal } = options
  try {
    const work = Promise.all(runners.map((runner) => keepBusy(runner, sweep, options)))
    return await Promise.race([work.then(() => undefined), signal])
  } finally {
    sweep.stop()
    await Promise.all(runners.map((runner) => runner.close()))
  }
}

async function keepBusy(
  runner: ReplicationRunner,
  sweep: Sweep,
  { runners, now, onProgress }: RunSweepOptions,
): Promise<void> {
  let size = 1
  for (;;) {
    const keys = sweep.take(size)
    if (keys.length === 0) return
    const start = now()
    sweep.put(await runner.run(keys))
    onProgress()
    if (sweep.isOver) return
    const inTime = (keys.length * WORK_AT_A_TIME) / (now() - start)
    const share = sweep.progress.left / (TURNS_AT_LEAST * runners.length)
    size = Math.max(1, Math.floor(Math.min(inTime, share, 2 * size)))
  }
}
