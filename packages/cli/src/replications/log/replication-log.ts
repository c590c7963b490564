import path from 'node:path'
import type { Replication } from '@seatrial/scenarios'
import {
  type Provenance,
  checkProvenance,
  provenanceFromText,
  provenanceText,
} from './provenance.ts'
import { replicationFromText, replicationText } from './replication-text.ts'
import { SegmentWriter, readSegment, segmentsIn } from './segment.ts'

/** The folder of finished replications in a folder of results. */
const LOG_FOLDER = 'replications'

/**
 * The finished replications in a folder of results. They lie in segments that grow by whole lines,
 * each written by one process alone. A process that is killed leaves a torn line at worst; its
 * successor begins a segment of its own. So nothing is ever rewritten, and it does no harm when the
 * same is run twice at a time: both come to the same.
 */
export class ReplicationLog {
  readonly #folder: string
  readonly #provenance: Provenance
  /** The segment of this process, which begins with the first replication that it keeps. */
  #writer: SegmentWriter | undefined

  constructor(folder: string, provenance: Provenance) {
    this.#folder = path.join(folder, LOG_FOLDER)
    this.#provenance = provenance
  }

  /**
   * What is there, in the order in which it was written. Throws `LogMismatch` where the folder holds
   * replications of another study or program.
   */
  *kept(): Iterable<Replication> {
    for (const file of segmentsIn(this.#folder)) {
      const [first, ...rows] = readSegment(file)
      if (first === undefined) continue
      checkProvenance(file, provenanceFromText(first), this.#provenance)
      for (const row of rows) yield replicationFromText(row)
    }
  }

  /** Keeps replications. */
  append(replications: readonly Replication[]): void {
    this.#writer ??= this.#begin()
    this.#writer.append(replications.map(replicationText))
  }

  close(): void {
    this.#writer?.close()
  }

  #begin(): SegmentWriter {
    const writer = new SegmentWriter(this.#folder)
    writer.append([provenanceText(this.#provenance)])
    return writer
  }
}

/** The provenance of what was kept last in a folder of results; `undefined` where nothing is. */
export function provenanceIn(folder: string): Provenance | undefined {
  for (const file of segmentsIn(path.join(folder, LOG_FOLDER)).toReversed()) {
    const [first] = readSegment(file)
    if (first !== undefined) return provenanceFromText(first)
  }
  return undefined
}
