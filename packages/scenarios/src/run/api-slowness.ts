import {
  type Duration,
  type EventKind,
  type LatencyModel,
  PHASES,
  type Simulation,
} from '@seatrial/core'
import type { Action } from '../format/scenario/scenario.ts'

/** What is said of a stretch of time in which writes take longer. */
export type SlowApi = Extract<Action, { readonly type: 'slowApi' }>

/**
 * Makes writes at the API server slow for a while, as a slow admission webhook or a sick store does. One
 * stretch at a time: a new one takes the place of the one under way.
 */
export class ApiSlowness {
  readonly #simulation: Simulation
  readonly #latencies: LatencyModel
  readonly #over: EventKind
  #stretch = 0

  constructor(simulation: Simulation, latencies: LatencyModel) {
    this.#simulation = simulation
    this.#latencies = latencies
    this.#over = simulation.defineEvent('ApiRecovers', PHASES.script, (stretch) => {
      if (stretch === this.#stretch) this.#latencies.slowWrites(undefined)
    })
  }

  begin({ factor = 1, added = 0 as Duration, for: duration }: SlowApi): void {
    this.#stretch++
    this.#latencies.slowWrites({ factor, added })
    this.#simulation.scheduleAfter(duration, this.#over, this.#stretch)
  }
}
