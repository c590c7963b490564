import type { SimTime } from '@seatrial/core'
import type { Cluster } from './cluster.ts'
import type { RunOutcome } from './run-result.ts'
import type { TimelineRunner } from './timeline-runner.ts'

/** A part of a run: until its runner is done, nothing more can happen, or its horizon is met. */
export class RunPart {
  readonly #cluster: Cluster
  readonly #runner: TimelineRunner
  readonly #horizon: SimTime
  readonly #endsAtHorizon: boolean

  /** Begins it. `endsAtHorizon`: time is what it waits for, whatever happens or not. */
  constructor(options: {
    readonly cluster: Cluster
    readonly runner: TimelineRunner
    readonly horizon: SimTime
    readonly endsAtHorizon: boolean
  }) {
    this.#cluster = options.cluster
    this.#runner = options.runner
    this.#horizon = options.horizon
    this.#endsAtHorizon = options.endsAtHorizon
    this.#runner.start()
  }

  /** Goes on for so many events at most; undefined while it is not over. */
  advance(eventsMax: number): RunOutcome | undefined {
    const { simulation } = this.#cluster
    const last = simulation.executedCount + eventsMax
    simulation.runUntil(this.#horizon, () => simulation.executedCount >= last || this.#isOver())
    const outcome = this.#outcome(simulation.executedCount >= last)
    if (outcome !== undefined) this.#runner.stop()
    return outcome
  }

  #isOver(): boolean {
    if (this.#endsAtHorizon) return false
    return this.#runner.isDone || this.#cluster.simulation.pendingCount === 0
  }

  #outcome(isInterrupted: boolean): RunOutcome | undefined {
    if (this.#isOver()) return this.#runner.isDone ? 'done' : 'stalled'
    if (isInterrupted) return undefined
    return this.#endsAtHorizon ? 'done' : 'horizon'
  }
}
