import type { Difference } from './compare-json.ts'
import {
  type OutcomeCounts,
  type RecordingCounts,
  countOutcomes,
  rulesOf,
} from './count-outcomes.ts'
import type { CaseResult, RecordingResult } from './replay-recording.ts'
import type { ConformanceCase, ReplayOutcome } from './replayer.ts'

const FAILURES_SHOWN = 5
const DIFFERENCES_SHOWN = 8
const VALUE_WIDTH = 300

/** Counts by version and by tag of one recording, and its first failures. */
export function formatRecording(recording: RecordingResult): string {
  const { kind, results, replayed } = recording
  if (!replayed) return `${kind}\n  not replayed: ${results.length}\n`
  const counts = countOutcomes(results)
  return [
    `${kind}: ${results.length} cases`,
    ...formatGroups('version', counts.byVersion),
    ...formatGroups('tag', counts.byTag),
    ...(counts.byRule.size > 0 ? formatGroups('rule', counts.byRule) : []),
    ...formatRules(results),
    ...formatExclusions(counts),
    ...formatFailures(results),
    '',
  ].join('\n')
}

/** The last lines: what was not replayed, what was left out, and `N passed, M failed`. */
export function formatTotals(recordings: readonly RecordingResult[]): string {
  const lines: string[] = []
  const total = { passed: 0, failed: 0, excluded: 0 }
  let notReplayed = 0
  for (const { results, replayed } of recordings) {
    if (!replayed) notReplayed += results.length
    const counts = countOutcomes(results).total
    total.passed += counts.passed
    total.failed += counts.failed
    total.excluded += counts.excluded
  }
  if (notReplayed > 0) lines.push(`not replayed: ${notReplayed}`)
  if (total.excluded > 0) lines.push(`excluded: ${total.excluded}`)
  lines.push(`${total.passed} passed, ${total.failed} failed`)
  return lines.join('\n')
}

/** One case in full: what was given, what was recorded, and how each version went, step by step. */
export function formatCase(testCase: ConformanceCase, result: CaseResult): string {
  const lines = [
    `${testCase.id} [${testCase.tags.join(', ')}]`,
    `given: ${JSON.stringify(testCase.given, undefined, 2)}`,
    `expect: ${JSON.stringify(testCase.expect, undefined, 2)}`,
  ]
  for (const [version, outcome] of result.outcomes) {
    lines.push(`${version}: ${outcome.outcome}`)
    for (const [rule, end] of rulesOf(outcome)) lines.push(`  rule ${rule}: ${end}`)
    if (outcome.outcome === 'excluded') lines.push(`  because ${outcome.because}`)
    else lines.push(...(outcome.reasons ?? []).map((reason) => `  ${reason}`))
    if (outcome.outcome === 'failed') lines.push(...outcome.differences.map(formatDifference))
  }
  return lines.join('\n')
}

function formatGroups(title: string, groups: ReadonlyMap<string, OutcomeCounts>): string[] {
  const names = [...groups.keys()].sort()
  const width = Math.max(title.length, ...names.map((name) => name.length))
  const row = (name: string, passed: unknown, failed: unknown) =>
    `  ${name.padEnd(width)}${String(passed).padStart(8)}${String(failed).padStart(8)}`
  const rows = names.map((name) => row(name, groups.get(name)!.passed, groups.get(name)!.failed))
  return [row(title, 'passed', 'failed'), ...rows]
}

/** A line a case that was judged by several rules: which passed, and which failed. */
function formatRules(results: readonly CaseResult[]): string[] {
  return results.flatMap(({ id, outcomes }) =>
    [...outcomes].flatMap(([version, outcome]) => {
      const rules = rulesOf(outcome)
      if (rules.length === 0) return []
      const told = rules.map(([rule, result]) => `${rule} ${result}`)
      return [`  ${id} in ${version}: ${told.join(', ')}`]
    }),
  )
}

function formatExclusions({ exclusions, partsLeftOut }: RecordingCounts): string[] {
  return [
    ...[...exclusions].map(([because, count]) => `  excluded: ${count} (${because})`),
    ...[...partsLeftOut].map(([part, count]) => `  not compared in ${count}: ${part}`),
  ]
}

function formatFailures(results: readonly CaseResult[]): string[] {
  const failed = results.filter((result) => failuresOf(result).size > 0)
  const lines = failed.slice(0, FAILURES_SHOWN).flatMap(formatFailedCase)
  if (failed.length > FAILURES_SHOWN) {
    lines.push(`  … and ${failed.length - FAILURES_SHOWN} more failed cases`)
  }
  return lines
}

/** Versions that fail in the same way are told together. */
function formatFailedCase(result: CaseResult): string[] {
  return [...failuresOf(result)].flatMap(([told, versions]) => [
    `  FAILED ${result.id} in ${versions.join(', ')} [${result.tags.join(', ')}]`,
    told,
  ])
}

/** The versions in which the case failed, by the text that tells how. */
function failuresOf(result: CaseResult): Map<string, string[]> {
  const versionsByText = new Map<string, string[]>()
  for (const [version, outcome] of result.outcomes) {
    if (outcome.outcome !== 'failed') continue
    const text = formatDifferences(outcome)
    versionsByText.set(text, [...(versionsByText.get(text) ?? []), version])
  }
  return versionsByText
}

function formatDifferences(outcome: ReplayOutcome & { readonly outcome: 'failed' }): string {
  const lines = outcome.differences.slice(0, DIFFERENCES_SHOWN).map(formatDifference)
  const hidden = outcome.differences.length - lines.length
  if (hidden > 0) lines.push(`    … and ${hidden} more differences`)
  return lines.join('\n')
}

function formatDifference({ path, expected, got, rule }: Difference): string {
  const ruleText = rule === undefined ? '' : `\n      rule     ${rule}`
  return `    ${path || '(whole)'}\n      expected ${formatValue(expected)}\n      got      ${formatValue(got)}${ruleText}`
}

function formatValue(value: Difference['expected']): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length <= VALUE_WIDTH ? text : `${text.slice(0, VALUE_WIDTH)}…`
}
