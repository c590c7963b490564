import { START, between } from '@seatrial/core'
import { formatDuration, formatNumber } from '@seatrial/report'
import type { ScenarioRun } from '@seatrial/scenarios'
import { Progress } from '../../terminal/progress.ts'
import type { CaughtSignals, Signal, Terminal } from '../../terminal/terminal.ts'

/** Events between two looks at what else there is: some hundredths of a second. */
const EVENTS_AT_A_TIME = 20_000

/** Goes on with a run until it is over, or until a signal comes, which is returned. */
export async function runToEnd(
  run: ScenarioRun,
  terminal: Terminal,
  signals: CaughtSignals,
): Promise<Signal | undefined> {
  const progress = new Progress(terminal)
  try {
    while (!run.advance(EVENTS_AT_A_TIME)) {
      progress.show(() => describe(run))
      const signal = await signals.next()
      if (signal !== undefined) return signal
    }
    return undefined
  } finally {
    progress.clear()
  }
}

function describe({ now, eventCount }: ScenarioRun): string {
  return `${formatDuration(between(START, now))} simulated, ${formatNumber(eventCount)} events`
}
