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

/** How a replay ended. `reasons` tell step by step what our code did, for `--id`. */
export type ReplayOutcome =
  | { readonly outcome: 'passed'; readonly reasons?: readonly string[] }
  | {
      readonly outcome: 'failed'
      readonly differences: readonly Difference[]
      readonly reasons?: readonly string[]
    }
  | { readonly outcome: 'excluded'; readonly because: string }

/** Puts the cases of one kind to the code that simulations run. */
export interface Replayer {
  /** The base name of its recordings. */
  readonly kind: string

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
export function judge(
  differences: readonly Difference[],
  reasons?: readonly string[],
): ReplayOutcome {
  const told = reasons === undefined ? {} : { reasons }
  if (differences.length === 0) return { outcome: 'passed', ...told }
  return { outcome: 'failed', differences, ...told }
}
