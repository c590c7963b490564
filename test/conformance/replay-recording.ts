import { KUBERNETES_PROFILES, type KubernetesProfile } from '@seatrial/core'
import type { ConformanceCase, ReplayOutcome, Replayer } from './replayer.ts'

/** How one case went in each version that it names and that was asked for. */
export interface CaseResult {
  readonly id: string
  readonly tags: readonly string[]
  readonly outcomes: ReadonlyMap<KubernetesProfile, ReplayOutcome>
}

/** How all cases of one recording went. */
export interface RecordingResult {
  readonly kind: string
  readonly file: string
  /** False: there is no replayer for this kind; `results` tells the ids only. */
  readonly replayed: boolean
  readonly results: readonly CaseResult[]
}

/** Replays cases in every version of `profiles` that they name. */
export function replayCases(
  cases: Iterable<ConformanceCase>,
  replayer: Replayer | undefined,
  profiles: readonly KubernetesProfile[],
): CaseResult[] {
  const results: CaseResult[] = []
  for (const testCase of cases) {
    const outcomes = new Map<KubernetesProfile, ReplayOutcome>()
    if (replayer !== undefined) {
      for (const profile of recordedProfiles(testCase)) {
        if (profiles.includes(profile)) outcomes.set(profile, replay(replayer, testCase, profile))
      }
    }
    results.push({ id: testCase.id, tags: testCase.tags, outcomes })
  }
  return results
}

function recordedProfiles(testCase: ConformanceCase): KubernetesProfile[] {
  return KUBERNETES_PROFILES.filter((profile) =>
    testCase.expect.some((expectation) => expectation.versions.includes(profile)),
  )
}

/** An exception is our bug: the case fails, the others go on. */
function replay(
  replayer: Replayer,
  testCase: ConformanceCase,
  profile: KubernetesProfile,
): ReplayOutcome {
  try {
    return replayer.replay(testCase, profile)
  } catch (error) {
    const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return {
      outcome: 'failed',
      differences: [{ path: 'exception', expected: undefined, got: thrown }],
    }
  }
}
