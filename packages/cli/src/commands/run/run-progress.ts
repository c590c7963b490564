import { type Duration, START, between } from '@seatrial/core'
import { formatDuration, formatNumber } from '@seatrial/report'
import type { Scenario, ScenarioRun } from '@seatrial/scenarios'
import { Progress } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { expectedPods } from './expected-pods.ts'

const MILLISECONDS = 1_000

/** Shows on a terminal how far a run is, how fast it goes and, where its end is known, how long it will take. */
export class RunProgress {
  readonly #progress: Progress
  readonly #run: ScenarioRun
  readonly #scenario: Scenario
  readonly #now: () => number
  readonly #begun: number

  constructor(terminal: Terminal, run: ScenarioRun, scenario: Scenario) {
    this.#progress = new Progress(terminal)
    this.#run = run
    this.#scenario = scenario
    this.#now = () => terminal.now()
    this.#begun = terminal.now()
  }

  show(): void {
    this.#progress.show(() => this.#describe())
  }

  clear(): void {
    this.#progress.clear()
  }

  #describe(): string {
    const { eventCount, now } = this.#run
    const elapsed = (this.#now() - this.#begun) / MILLISECONDS
    const simulated = between(START, now)
    return [
      `${formatDuration(simulated)} simulated`,
      `${formatNumber(eventCount)} events, ${formatNumber(Math.round(eventCount / elapsed))}/s`,
      this.#untilTheEnd(simulated, elapsed),
    ].join(', ')
  }

  /** Nobody knows when a state will be reached; how many of the pods have been made says something. */
  #untilTheEnd(simulated: Duration, elapsed: number): string {
    const { until } = this.#scenario
    if (until.type !== 'at') {
      const pods = formatNumber(this.#run.createdPodCount)
      return `${pods} pods made (${formatNumber(expectedPods(this.#scenario))} wanted)`
    }
    const left = (elapsed * (until.time - simulated)) / simulated
    return left >= 0 && left < Infinity ? `${formatNumber(Math.ceil(left))} s left` : 'warming up'
  }
}
