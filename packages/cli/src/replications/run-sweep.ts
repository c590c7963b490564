import type { SensitivityPlan } from '@seatrial/scenarios'
import type { Signal } from '../terminal/terminal.ts'
import type { ReplicationRunner } from './replication-runner.ts'
import type { Sweep } from './sweep.ts'

/** Milliseconds until an order comes back, about; what has not come back may be lost. */
const ORDER_TIME = 50
/** So many orders there are at least, so that all runners are done at about the same time. */
const TURNS_AT_LEAST = 4

/** How a sweep is run. */
export interface RunSweepOptions {
  readonly runners: readonly ReplicationRunner[]
  /** The replications are those of the study that this plan makes of the runners' own. */
  readonly plan?: SensitivityPlan
  /** Comes when somebody wants it to end. */
  readonly signal?: Promise<Signal>
  /** Wall time in milliseconds. */
  readonly now: () => number
  /** Told whenever more has come. */
  readonly onProgress: () => void
}

/**
 * Lets runners run what there is to run. Returns the signal, if one came before it was done; the sweep
 * takes nothing more then.
 */
export async function runSweep(
  sweep: Sweep,
  options: RunSweepOptions,
): Promise<Signal | undefined> {
  const { runners, signal } = options
  const lanes = lanesOf(runners)
  const turns = { ...options, laneCount: lanes.length }
  const work = Promise.all(lanes.map((runner) => keepBusy(runner, sweep, turns)))
  const done = work.then(() => undefined)
  try {
    return await (signal === undefined ? done : Promise.race([done, signal]))
  } finally {
    sweep.stop()
  }
}

/** Each runner as often as it has orders at once; everybody has one before anybody has the next. */
function lanesOf(runners: readonly ReplicationRunner[]): readonly ReplicationRunner[] {
  const orders = Math.max(0, ...runners.map(({ ordersAtOnce }) => ordersAtOnce))
  return Array.from({ length: orders }, (_, order) =>
    runners.filter(({ ordersAtOnce }) => order < ordersAtOnce),
  ).flat()
}

interface Turns extends RunSweepOptions {
  readonly laneCount: number
}

async function keepBusy(
  runner: ReplicationRunner,
  sweep: Sweep,
  { plan, now, onProgress, laneCount }: Turns,
): Promise<void> {
  let size = 1
  for (;;) {
    const keys = sweep.take(size)
    if (keys.length === 0) return
    const start = now()
    sweep.put(await runner.run({ keys, plan }))
    onProgress()
    if (sweep.isOver) return
    const inTime = (keys.length * ORDER_TIME) / (now() - start)
    const share = sweep.progress.left / (TURNS_AT_LEAST * laneCount)
    size = Math.max(1, Math.floor(Math.min(inTime, share, 2 * size)))
  }
}
