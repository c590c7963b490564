import type { ScenarioRun } from '@seatrial/scenarios'
import type { CaughtSignals, Signal } from '../../terminal/terminal.ts'
import type { RunProgress } from './run-progress.ts'

/** Events between two looks at what else there is: some hundredths of a second. */
const EVENTS_AT_A_TIME = 20_000

/** Goes on with a run until it is over, or until a signal comes, which is returned. */
export async function runToEnd(
  run: ScenarioRun,
  progress: RunProgress,
  signals: CaughtSignals,
): Promise<Signal | undefined> {
  try {
    while (!run.advance(EVENTS_AT_A_TIME)) {
      progress.show()
      const signal = await signals.next()
      if (signal !== undefined) return signal
    }
    return undefined
  } finally {
    progress.clear()
  }
}
