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
  /** By the rules of a recording that is judged by several; empty for all others. */
  readonly byRule: ReadonlyMap<string, OutcomeCounts>
  /** Why replays were not compared at all, and how many for each reason. */
  readonly exclusions: ReadonlyMap<string, number>
  /** What was not compared of the others, and in how many. */
  readonly partsLeftOut: ReadonlyMap<string, number>
}

/** Counts the replays of a recording by version and by tag. */
export function countOutcomes(results: readonly CaseResult[]): RecordingCounts {
  const total = newCounts()
  const byVersion = new Map<string, Counts>()
  const byTag = new Map<string, Counts>()
  const byRule = new Map<string, Counts>()
  const exclusions = new Map<string, number>()
  const partsLeftOut = new Map<string, number>()
  for (const result of results) {
    for (const [version, outcome] of result.outcomes) {
      total[outcome.outcome]++
      countsOf(byVersion, version)[outcome.outcome]++
      for (const tag of result.tags) countsOf(byTag, tag)[outcome.outcome]++
      if (outcome.outcome === 'excluded') increment(exclusions, outcome.because)
      else if (outcome.leftOut !== undefined) increment(partsLeftOut, outcome.leftOut)
      for (const [rule, end] of rulesOf(outcome)) countsOf(byRule, rule)[end]++
    }
  }
  return { total, byVersion, byTag, byRule, exclusions, partsLeftOut }
}

/** The rules of a replay that was judged by several, each with its own result. */
export function rulesOf(
  outcome: ReplayOutcome,
): readonly (readonly [string, 'passed' | 'failed'])[] {
  return outcome.outcome === 'excluded' ? [] : Object.entries(outcome.rules ?? {})
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

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
