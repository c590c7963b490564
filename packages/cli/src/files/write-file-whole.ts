import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { InputError, InputErrors } from '@seatrial/scenarios'

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

/** Why a file cannot be written. */
export function unwritable(file: string, error: unknown): InputErrors {
  const expected = 'a file that can be written'
  const got = error instanceof Error ? error.message : String(error)
  return new InputErrors([new InputError({ file, path: '', expected, got })])
}
