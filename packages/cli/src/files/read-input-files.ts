import { InputError, InputErrors, type InputFile, type ReadFile } from '@seatrial/scenarios'
import type { Terminal } from '../terminal/terminal.ts'
import { UnreadableFile, decode, readTextFile } from './read-text-file.ts'

/** The name of standard input among files. */
export const STANDARD_INPUT = '-'

/**
 * What reads the files of a command, whose names are all that it has: `-` among them is standard
 * input, which is there once. Throws `InputErrors` when they ask for it more often.
 */
export async function fileReader(names: readonly string[], terminal: Terminal): Promise<ReadFile> {
  const count = names.filter((name) => name === STANDARD_INPUT).length
  if (count === 0) return readTextFile
  if (count > 1) {
    throw new InputErrors([inputError(STANDARD_INPUT, 'standard input once', `${count} times`)])
  }
  const bytes = await terminal.readStandardInput()
  return (name) => (name === STANDARD_INPUT ? decode(bytes) : readTextFile(name))
}

/** The texts of files, in their order. Throws `InputErrors` for all that cannot be read. */
export function readInputFiles(names: readonly string[], readFile: ReadFile): readonly InputFile[] {
  const inputs: InputFile[] = []
  const errors: InputError[] = []
  for (const file of names) {
    try {
      inputs.push({ file, text: readFile(file) })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      errors.push(inputError(file, 'a file that can be read', error.message, error.suggestion))
    }
  }
  if (errors.length > 0) throw new InputErrors(errors)
  return inputs
}

function inputError(file: string, expected: string, got: string, suggestion?: string): InputError {
  return new InputError({ file, path: '', expected, got, suggestion })
}
