import type { StudyInput } from '../../study/study-input.ts'
import { LogMismatch } from './log-mismatch.ts'

/** Where finished replications come from: the first line of each of their files. */
export interface Provenance {
  /** The version of the program that ran them. */
  readonly engine: string
  /** The hash of their study. */
  readonly study: string
  /** All that their study was read from, so that whoever merges them needs nothing else. */
  readonly input: StudyInput
}

export function provenanceText(provenance: Provenance): string {
  return JSON.stringify(provenance)
}

export function provenanceFromText(text: string): Provenance {
  return JSON.parse(text) as Provenance
}

/**
 * Refuses to take the replications in a file for those of another study, or of another version of the
 * program, which may see the same study otherwise. Throws `LogMismatch`.
 */
export function checkProvenance(file: string, found: Provenance, wanted: Provenance): void {
  if (found.engine !== wanted.engine) {
    const expected = `replications that version ${wanted.engine} has run`
    throw new LogMismatch(file, expected, `some of version ${found.engine}`)
  }
  if (found.study !== wanted.study) {
    const expected = `replications of this study (${wanted.study}), or another folder for it`
    const got = `some of a study (${found.study}) whose inputs or options differ`
    throw new LogMismatch(file, expected, got)
  }
}
