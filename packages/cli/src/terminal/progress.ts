import { type ChangeListener, START, type SimTime, between } from '@seatrial/core'
import { formatDuration, formatNumber } from '@seatrial/report'
import type { ObservedRun, RunObserver } from '@seatrial/scenarios'
import type { Terminal } from './terminal.ts'

/** Milliseconds before anything is shown, and between two times. */
const PATIENCE = 1_000
const PAUSE = 100
/** Changes between two looks at the clock: a power of 2. */
const CHANGES_BETWEEN = 1_024

/** Shows on a terminal how far a run is, if it takes longer than a moment. */
export class Progress implements RunObserver, ChangeListener {
  readonly #terminal: Terminal
  #run: ObservedRun | undefined
  #changeCount = 0
  #nextTime: number
  #isShown = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    this.#nextTime = terminal.now() + PATIENCE
  }

  started(run: ObservedRun): void {
    this.#run = run
    if (this.#terminal.showsProgress) run.server.subscribe(this)
  }

  counting(): void {}

  printed(): void {}

  changed(): void {
    this.#changeCount++
    if (this.#changeCount % CHANGES_BETWEEN !== 0) return
    const now = this.#terminal.now()
    if (now < this.#nextTime) return
    this.#nextTime = now + PAUSE
    this.#show(this.#run?.simulation.now ?? START)
  }

  ended(): void {
    if (this.#isShown) this.#terminal.writeError(CLEAR_LINE)
  }

  #show(time: SimTime): void {
    this.#isShown = true
    const simulated = formatDuration(between(START, time))
    const changes = formatNumber(this.#changeCount)
    this.#terminal.writeError(`${CLEAR_LINE}${simulated} simulated, ${changes} changes`)
  }
}

/** Back to the first column, and nothing left of the line. */
const CLEAR_LINE = '\r\u001B[K'
