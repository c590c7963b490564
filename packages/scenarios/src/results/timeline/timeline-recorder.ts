import type { Duration, SimTime } from '@seatrial/core'
import type { FinishedInstant } from '../finished-instant.ts'
import type { Workload } from '../workloads/workload.ts'
import { LastRow } from './last-row.ts'

/** Writes down how a workload stands. */
export type WriteStanding = (workload: Workload, time: SimTime, nodesReady: number) => void

export interface TimelineOptions {
  readonly write: WriteStanding
  /** A row at most once in this time, at its multiples; undefined for one at each instant of change. */
  readonly interval: Duration | undefined
}

/**
 * Takes the rows of the timeline: how a workload stands when an instant is over, where that differs
 * from its last row. With an interval, the instants are its multiples.
 */
export class TimelineRecorder {
  readonly #options: TimelineOptions
  /** By the number of the workload. */
  readonly #lastRows: LastRow[] = []
  /** Workloads that have changed since the last multiple of the interval. */
  readonly #waiting = new Set<Workload>()

  constructor(options: TimelineOptions) {
    this.#options = options
  }

  instantOver({ changed, nodesReady, time, next }: FinishedInstant): void {
    const { interval } = this.#options
    if (interval === undefined) {
      for (const workload of changed) this.#take(workload, time, nodesReady)
      return
    }
    for (const workload of changed) this.#waiting.add(workload)
    const multiple = (Math.ceil(time / interval) * interval) as SimTime
    if (this.#waiting.size > 0 && next > multiple) this.#takeWaiting(multiple, nodesReady)
  }

  /** The run is over: what has changed since the last multiple of the interval is shown at its end. */
  runOver(nodesReady: number, time: SimTime): void {
    this.#takeWaiting(time, nodesReady)
  }

  #takeWaiting(time: SimTime, nodesReady: number): void {
    const workloads = [...this.#waiting].sort((one, other) => one.number - other.number)
    this.#waiting.clear()
    for (const workload of workloads) this.#take(workload, time, nodesReady)
  }

  #take(workload: Workload, time: SimTime, nodesReady: number): void {
    const last = (this.#lastRows[workload.number] ??= new LastRow())
    if (last.replace(workload, nodesReady)) this.#options.write(workload, time, nodesReady)
  }
}
