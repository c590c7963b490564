import type { StudyFlags } from './study-flags.ts'

/**
 * All that a study is read from, as plain data. It goes to threads, into files and to other machines,
 * and comes to the same study wherever it is read.
 */
export interface StudyInput {
  /** The files that the command names. */
  readonly files: readonly string[]
  readonly flags: StudyFlags
  /** The texts of these files, and of those that they name, by the paths by which they are read. */
  readonly texts: Readonly<Record<string, string>>
}
