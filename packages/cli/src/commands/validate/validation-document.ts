import type { InputError } from '@seatrial/scenarios'
import type { FileCheck } from './check-file.ts'

/** What `seatrial validate --json` prints, for programs that show it beside the files. */
export interface ValidationDocument {
  readonly schemaVersion: 1
  /** The files that are right, in the order of the command line. */
  readonly files: readonly {
    readonly file: string
    readonly holds: string
    readonly remarks: readonly string[]
  }[]
  /** Everything that is wrong, also with manifests that a Scenario names. */
  readonly problems: readonly ValidationProblem[]
}

/** One thing that is wrong. Lines and columns are counted from 1; null for the file as a whole. */
export interface ValidationProblem {
  readonly file: string
  readonly line: number | null
  readonly column: number | null
  /** '' for the file as a whole. */
  readonly path: string
  readonly expected: string
  readonly got: string
  /** The valid word that was probably meant. */
  readonly suggestion: string | null
}

/** The checks of all files as one document. */
export function validationDocument(checks: readonly FileCheck[]): ValidationDocument {
  return {
    schemaVersion: 1,
    files: checks.flatMap((check) => {
      if (check.type === 'wrong') return []
      const { file, holds, remarks } = check
      return [{ file, holds, remarks }]
    }),
    problems: checks.flatMap((check) =>
      check.type === 'right' ? [] : check.problems.map(problemDocument),
    ),
  }
}

function problemDocument(error: InputError): ValidationProblem {
  const { file, position, path, expected, got, suggestion } = error
  return {
    file,
    line: position?.line ?? null,
    column: position?.column ?? null,
    path,
    expected,
    got,
    suggestion: suggestion ?? null,
  }
}
