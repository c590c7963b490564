import { formatNumber } from '@seatrial/report'
import { Progress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Sweep } from './sweep.ts'

const MILLISECONDS = 1_000

/** Shows on a terminal how far a sweep is, how fast it goes and how long it will take. */
export class SweepProgress {
  readonly #progress: Progress
  readonly #sweep: Sweep
  readonly #now: () => number
  readonly #start: number
  readonly #judgedBefore: number

  constructor(terminal: Terminal, sweep: Sweep) {
    this.#progress = new Progress(terminal)
    this.#sweep = sweep
    this.#now = () => terminal.now()
    this.#start = terminal.now()
    this.#judgedBefore = sweep.progress.judged
  }

  show(): void {
    this.#progress.show(() => this.#describe())
  }

  clear(): void {
    this.#progress.clear()
  }

  #describe(): string {
    const { judged, left } = this.#sweep.progress
    const done = `${formatNumber(judged)} of at most ${formatNumber(judged + left)} replications`
    const elapsed = (this.#now() - this.#start) / MILLISECONDS
    const rate = (judged - this.#judgedBefore) / elapsed
    if (!(rate > 0)) return done
    return `${done}, ${formatNumber(rate, 2)}/s, ${formatNumber(Math.ceil(left / rate))} s left`
  }
}
