import { InputError, InputErrors, type InputFile } from '@seatrial/scenarios'
import type { Terminal } from '../terminal/terminal.ts'
import { UnreadableFile, decode, readTextFile } from './read-text-file.ts'

/** The name of standard input among files. */
export const STANDARD_INPUT = '-'

/**
 * The texts of files, in their order; `-` is standard input. Throws `InputErrors` for all that
 * cannot be read.
 */
export async function readInputFiles(
  files: readonly string[],
  terminal: Terminal,
): Promise<readonly InputFile[]> {
  checkStandardInput(files)
  const inputs: InputFile[] = []
  const errors: InputError[] = []
  for (const file of files) {
    try {
      inputs.push({ file, text: await readText(file, terminal) })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      errors.push(inputError(file, 'a file that can be read', error.message, error.suggestion))
    }
  }
  if (errors.length > 0) throw new InputErrors(errors)
  return inputs
}

/**
 * Standard input is there once. Throws `InputErrors` when the names of files ask for it more often.
 */
export function checkStandardInput(files: readonly string[]): void {
  const count = files.filter((file) => file === STANDARD_INPUT).length
  if (count <= 1) return
  throw new InputErrors([inputError(STANDARD_INPUT, 'standard input once', `${count} times`)])
}

async function readText(file: string, terminal: Terminal): Promise<string> {
  if (file !== STANDARD_INPUT) return readTextFile(file)
  return decode(await terminal.readStandardInput())
}

function inputError(file: string, expected: string, got: string, suggestion?: string): InputError {
  return new InputError({ file, path: '', expected, got, suggestion })
}
