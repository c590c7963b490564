import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { InputError, InputErrors } from '@seatrial/scenarios'
import { describeWriteError } from './write-error.ts'

/**
 * Writes a file so that it is there as a whole or not at all: under another name first.
 * Throws `InputErrors` where it cannot be written.
 */
export function writeFileWhole(file: string, content: string | Uint8Array): void {
  const temporary = temporaryName(file)
  try {
    writeFileSync(temporary, content)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw unwritable(file, error)
  }
}

/** The name of a file while it is written. */
export function temporaryName(file: string): string {
  return `${file}.${process.pid}.partial`
}

/** Why a file, or what else it is, cannot be written. */
export function unwritable(file: string, error: unknown, what: string = 'a file'): InputErrors {
  const expected = `${what} that can be written`
  return new InputErrors([
    new InputError({ file, path: '', expected, got: describeWriteError(error) }),
  ])
}
