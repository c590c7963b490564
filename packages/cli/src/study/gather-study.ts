import type { Study } from '@seatrial/scenarios'
import { fileReader } from '../files/read-input-files.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { readStudy } from './read-study.ts'
import type { StudyFlags } from './study-flags.ts'
import type { StudyInput } from './study-input.ts'

/** A study and all that it was read from. */
export interface GatheredStudy {
  readonly study: Study
  readonly input: StudyInput
}

/** Reads the study that files and flags ask for, and keeps the text of every file. Throws `InputErrors`. */
export async function gatherStudy(
  files: readonly string[],
  flags: StudyFlags,
  terminal: Terminal,
): Promise<GatheredStudy> {
  const { apply = [], observed = [] } = flags
  const readFile = await fileReader([...files, ...apply, ...observed], terminal)
  const texts: Record<string, string> = {}
  const study = readStudy(files, flags, (file) => (texts[file] ??= readFile(file)))
  return { study, input: { files, flags, texts } }
}

/** Reads a study again that was gathered before, here or elsewhere. */
export function readGathered({ files, flags, texts }: StudyInput): Study {
  return readStudy(files, flags, (file) => texts[file] as string)
}
