import type { CaseResult } from './replay-recording.ts'
import type { ReplayOutcome } from './replayer.ts'

/** Replays (a case in one version), counted by how they ended. */
export interface OutcomeCounts {
  readonly passed: number
  readonly failed: number
  readonly excluded: number
}

/** The counts of one recording. */
export interface RecordingCounts {
  readonly total: OutcomeCounts
  readonly byVersion: ReadonlyMap<string, OutcomeCounts>
  readonly byTag: ReadonlyMap<string, OutcomeCounts>
  /** Why replays were left out, and how many for each reason. */
  readonly exclusions: ReadonlyMap<string, number>
}

/** Counts the replays of a recording by version and by tag. */
export function countOutcomes(results: readonly CaseResult[]): RecordingCounts {
  const total = newCounts()
  const byVersion = new Map<string, Counts>()
  const byTag = new Map<string, Counts>()
  const exclusions = new Map<string, number>()
  for (const result of results) {
    for (const [version, outcome] of result.outcomes) {
      total[outcome.outcome]++
      countsOf(byVersion, version)[outcome.outcome]++
      for (const tag of result.tags) countsOf(byTag, tag)[outcome.outcome]++
      countExclusion(exclusions, outcome)
    }
  }
  return { total, byVersion, byTag, exclusions }
}

type Counts = { -readonly [Outcome in keyof OutcomeCounts]: number }

function newCounts(): Counts {
  return { passed: 0, failed: 0, excluded: 0 }
}

function countsOf(groups: Map<string, Counts>, key: string): Counts {
  const known = groups.get(key)
  if (known !== undefined) return known
  const counts = newCounts()
  groups.set(key, counts)
  return counts
}

function countExclusion(exclusions: Map<string, number>, outcome: ReplayOutcome): void {
  if (outcome.outcome !== 'excluded') return
  exclusions.set(outcome.because, (exclusions.get(outcome.because) ?? 0) + 1)
}
