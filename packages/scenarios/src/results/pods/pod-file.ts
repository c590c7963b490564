import type { SimTime } from '@seatrial/core'
import { RowWriter } from '../csv/row-writer.ts'
import type { ByteSink } from '../sink.ts'
import { POD_COLUMNS } from './pod-columns.ts'
import type { PodLife } from './pod-life.ts'
import { type PodSources, ordinalIn, restartsOf } from './pod-row.ts'
import { POD_STAGES } from './pod-stages.ts'

/**
 * Writes pods.csv while pods go: the rows that `podFields` describes, straight from the table of
 * instants, since there may be a million.
 */
export class PodFile {
  readonly #writer: RowWriter
  readonly #sources: PodSources

  constructor(sink: ByteSink, sources: PodSources) {
    this.#writer = new RowWriter(sink)
    this.#sources = sources
    this.#writer.names(POD_COLUMNS)
  }

  write(life: PodLife, now: SimTime): void {
    const writer = this.#writer
    this.#writeIdentity(life)
    for (let stage = 0; stage < POD_STAGES.length; stage++) {
      writer.seconds(this.#sources.lives.at(life, stage))
    }
    let sum = 0
    for (const part of this.#sources.parts.split(life, now)) {
      writer.seconds(part)
      sum += part
    }
    writer.seconds(sum)
    writer.count(restartsOf(life.pod))
    writer.text(life.ending ?? '')
    writer.text(life.endedBy)
    writer.endRow()
  }

  /** Hands the last rows on. */
  close(): void {
    this.#writer.flush()
  }

  #writeIdentity(life: PodLife): void {
    const writer = this.#writer
    const { identity, metadata, nodeName } = life.pod
    const ordinal = ordinalIn(life)
    writer.text(life.workload?.label ?? '')
    writer.text(identity.namespace)
    writer.text(identity.name)
    writer.text(identity.uid)
    if (ordinal === undefined) writer.empty()
    else writer.count(ordinal)
    writer.text(nodeName)
    writer.text(this.#sources.nodes.zoneOf(nodeName))
    writer.text(metadata.revision)
  }
}
