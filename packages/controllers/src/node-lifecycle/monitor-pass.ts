import type { NodeCheck } from './node-check.ts'

/** How many nodes a pass looks at at once. */
const WORKERS = 8

/** The checks of one pass: eight at a time, until all have ended. */
export class MonitorPass {
  readonly #checks: readonly NodeCheck[]
  readonly #ended: () => void
  #startedCount = 0
  #endedCount = 0
  #isStarting = false

  constructor(checks: readonly NodeCheck[], ended: () => void) {
    this.#checks = checks
    this.#ended = ended
  }

  start(): void {
    if (this.#checks.length === 0) this.#ended()
    else this.#startNext()
  }

  /** One of its checks has ended. */
  checkEnded(): void {
    this.#endedCount++
    if (this.#endedCount === this.#checks.length) this.#ended()
    else this.#startNext()
  }

  /** Most checks end as soon as they have started: a loop, so that a large pass needs no deep stack. */
  #startNext(): void {
    if (this.#isStarting) return
    this.#isStarting = true
    while (this.#startedCount - this.#endedCount < WORKERS) {
      const check = this.#checks[this.#startedCount]
      if (check === undefined) break
      this.#startedCount++
      check.start()
    }
    this.#isStarting = false
  }
}
