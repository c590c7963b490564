import type { Terminal } from './terminal.ts'

/** Milliseconds before anything is shown, and between two times. */
const PATIENCE = 1_000
const PAUSE = 100

/** Shows on a terminal how far something is, if it takes longer than a moment. */
export class Progress {
  readonly #terminal: Terminal
  #nextTime: number
  #isShown = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
    this.#nextTime = terminal.now() + PATIENCE
  }

  /** Shows what `describe` says, unless it is too early for the next look. */
  show(describe: () => string): void {
    if (!this.#terminal.showsProgress) return
    const now = this.#terminal.now()
    if (now < this.#nextTime) return
    this.#nextTime = now + PAUSE
    this.#isShown = true
    this.#terminal.writeError(`${CLEAR_LINE}${describe()}`)
  }

  clear(): void {
    if (this.#isShown) this.#terminal.writeError(CLEAR_LINE)
  }
}

/** Back to the first column, and nothing left of the line. */
const CLEAR_LINE = '\r\u001B[K'
