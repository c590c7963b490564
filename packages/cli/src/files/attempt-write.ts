import { writeSync } from 'node:fs'
import { unwritable } from './write-file-whole.ts'

/** Does something to a file. Throws `InputErrors` where it cannot be done. */
export function attemptWrite<Result>(file: string, action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    throw unwritable(file, error)
  }
}

/** Writes all of a chunk: a disk may take a part at a time. */
export function writeAll(descriptor: number, chunk: Uint8Array): void {
  for (let written = 0; written < chunk.length;) {
    written += writeSync(descriptor, chunk, written)
  }
}
