import { writeSync } from 'node:fs'

/** Writes all of a chunk: a disk may take a part at a time. */
export function writeAll(descriptor: number, chunk: Uint8Array): void {
  for (let written = 0; written < chunk.length;) {
    written += writeSync(descriptor, chunk, written)
  }
}
