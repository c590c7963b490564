import type { JsonObject, JsonValue, KubernetesProfile } from '@seatrial/core'
import type { Difference } from './compare-json.ts'

/** What one group of releases did in a case. Its other fields depend on the kind. */
export interface Expectation extends JsonObject {
  readonly versions: readonly string[]
}

/** One recorded case: a line of a recording. */
export interface ConformanceCase {
  readonly id: string
  readonly tags: readonly string[]
  readonly given: JsonObject
  readonly expect: readonly Expectation[]
  /** What a recording says besides, as `compare` of controller traces. */
  readonly [field: string]: JsonValue
}

/** What a replay tells besides its result. */
export interface ReplayNotes {
  /** Step by step what our code did, for `--id`. */
  readonly reasons?: readonly string[]
  /** Which of the rules by which a recording is judged hold, where there are several. */
  readonly rules?: Readonly<Record<string, 'passed' | 'failed'>>
  /** A part of the recording that was not compared, as its `.md` allows. */
  readonly leftOut?: string
}

/** How a replay ended that could be compared. */
export type JudgedOutcome =
  | ({ readonly outcome: 'passed' } & ReplayNotes)
  | ({ readonly outcome: 'failed'; readonly differences: readonly Difference[] } & ReplayNotes)

/** How a replay ended; `excluded`: nothing of it could be compared. */
export type ReplayOutcome =
  JudgedOutcome | { readonly outcome: 'excluded'; readonly because: string }

/** Puts the cases of one kind to the code that simulations run. */
export interface Replayer {
  /** The base name of its recordings. */
  readonly kind: string

  /** Reads a case, where JSON.parse is not good enough. */
  parse?(line: string): ConformanceCase

  /** Replays a case as `profile`, one of the versions that the case names. */
  replay(testCase: ConformanceCase, profile: KubernetesProfile): ReplayOutcome
}

/** What the release did; `undefined` when the case was not recorded for it. */
export function expectationFor(
  testCase: ConformanceCase,
  profile: KubernetesProfile,
): Expectation | undefined {
  return testCase.expect.find((expectation) => expectation.versions.includes(profile))
}

/** What the release did, without the list of versions: the fields to compare. */
export function expectedFields(testCase: ConformanceCase, profile: KubernetesProfile): JsonObject {
  const { versions: _versions, ...fields } = expectationFor(testCase, profile) ?? {}
  return fields
}

/** Passed without differences, failed with some. */
export function judge(differences: readonly Difference[], notes: ReplayNotes = {}): JudgedOutcome {
  if (differences.length === 0) return { outcome: 'passed', ...notes }
  return { outcome: 'failed', differences, ...notes }
}
