import type { Behaviours, Duration } from '@seatrial/core'
import { ChangeFile } from './changes/change-file.ts'
import { PodFile } from './pods/pod-file.ts'
import type { WritePod } from './pods/pod-recorder.ts'
import { type PodRow, type PodSources, podRow } from './pods/pod-row.ts'
import type { ByteSink } from './sink.ts'
import { TimelineFile } from './timeline/timeline-file.ts'
import { TimelineRecorder, type WriteStanding } from './timeline/timeline-recorder.ts'
import { type TimelineRow, takeRow } from './timeline/timeline-row.ts'

/** Where the rows of a table go: into memory, or as a CSV to a sink while the run goes. */
export type RowOutput = 'keep' | ByteSink

/** Which rows a run yields; without an output, none are made. */
export interface RowOptions {
  /** Thins the timeline to multiples of this time; unless told, it has a row at each instant of change. */
  readonly interval?: Duration
  readonly timeline?: RowOutput
  readonly pods?: RowOutput
  /** A row for each stored change; these are never kept in memory. */
  readonly changes?: ByteSink
}

/** The rows of a run on their way into memory or into files. */
export class RowOutputs {
  readonly timelineRows: TimelineRow[] = []
  readonly podRows: PodRow[] = []
  readonly timeline: TimelineRecorder | undefined
  readonly changes: ChangeFile | undefined
  readonly writePod: WritePod
  readonly #files: { close(): void }[] = []

  constructor(options: RowOptions, sources: PodSources, behaviours: Behaviours) {
    const { timeline, interval, pods, changes } = options
    this.timeline =
      timeline && new TimelineRecorder({ interval, write: this.#timelineTo(timeline) })
    this.writePod = this.#podsTo(pods, sources)
    this.changes = changes && this.#opened(new ChangeFile(changes, behaviours))
  }

  /** Hands on what files still hold back. */
  close(): void {
    for (const file of this.#files) file.close()
  }

  #timelineTo(output: RowOutput): WriteStanding {
    if (output === 'keep') return (...standing) => this.timelineRows.push(takeRow(...standing))
    const file = this.#opened(new TimelineFile(output))
    return (workload, time, nodesReady) => file.write(workload, time, nodesReady)
  }

  #podsTo(output: RowOutput | undefined, sources: PodSources): WritePod {
    if (output === undefined) return () => {}
    if (output === 'keep') return (life, now) => this.podRows.push(podRow(life, now, sources))
    const file = this.#opened(new PodFile(output, sources))
    return (life, now) => file.write(life, now)
  }

  #opened<File extends { close(): void }>(file: File): File {
    this.#files.push(file)
    return file
  }
}
