import type { NodeCheck } from './node-check.ts'

/** How many nodes a pass looks at at once. */
const WORKERS = 8

/** The checks of one pass: eight at a time, until all have ended. */
export class MonitorPass {
  readonly #checks: readonly NodeCheck[]
  readonly #ended: () => void
  #next = 0
  #endedCount = 0

  constructor(checks: readonly NodeCheck[], ended: () => void) {
    this.#checks = checks
    this.#ended = ended
  }

  start(): void {
    if (this.#checks.length === 0) this.#ended()
    else for (let worker = 0; worker < WORKERS; worker++) this.#startNext()
  }

  /** One of its checks has ended. */
  checkEnded(): void {
    this.#endedCount++
    if (this.#endedCount === this.#checks.length) this.#ended()
    else this.#startNext()
  }

  #startNext(): void {
    this.#checks[this.#next++]?.start()
  }
}
