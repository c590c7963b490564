import { describeValue } from '../../input-error.ts'

/** Why a text is no expectation. */
export interface ExpectationProblem {
  readonly type: 'problem'
  readonly expected: string
  readonly got: string
  readonly suggestion?: string | undefined
}

/** The problem that a word is not what was expected in its place. */
export function expectationProblem(
  expected: string,
  word: string,
  suggestion?: string,
): ExpectationProblem {
  return { type: 'problem', expected, got: describeValue(word), suggestion }
}
