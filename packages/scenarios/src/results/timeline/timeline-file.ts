import type { SimTime } from '@seatrial/core'
import { RowWriter } from '../csv/row-writer.ts'
import type { ByteSink } from '../sink.ts'
import type { Workload } from '../workloads/workload.ts'
import { TIMELINE_COLUMNS } from './timeline-row.ts'

/** Writes timeline.csv: the rows that `timelineFields` describes, straight from the workloads. */
export class TimelineFile {
  readonly #writer: RowWriter

  constructor(sink: ByteSink) {
    this.#writer = new RowWriter(sink)
    this.#writer.names(TIMELINE_COLUMNS)
  }

  write(workload: Workload, time: SimTime, nodesReady: number): void {
    const writer = this.#writer
    writer.seconds(time)
    writer.text(workload.label)
    writer.count(workload.desired)
    writer.count(workload.created)
    writer.count(workload.scheduled)
    writer.count(workload.running)
    writer.count(workload.ready)
    writer.count(workload.available)
    writer.count(workload.unavailable)
    writer.count(workload.updated)
    writer.count(workload.terminating)
    writer.count(nodesReady)
    writer.endRow()
  }

  /** Hands the last rows on. */
  close(): void {
    this.#writer.flush()
  }
}
