import { type ReplayedTrace, renamedTrace } from './replayed-trace.ts'
import { compareObjects } from './rules/compare-objects.ts'
import { compareOrder } from './rules/compare-order.ts'
import { compareOutcome } from './rules/compare-outcome.ts'
import { compareSets } from './rules/compare-sets.ts'
import { compareTexts } from './rules/compare-texts.ts'
import { compareTimes } from './rules/compare-times.ts'
import { type RuleFindings, countFindings } from './rules/rule-result.ts'
import type { TraceExpectation, TraceGiven } from './trace-case.ts'

/**
 * Judges a replay by the six rules. Which of several nodes alike a controller takes first is chance
 * (rule 4): of all ways to name them the one is taken that agrees best.
 */
export function judgeTrace(
  given: TraceGiven,
  expected: TraceExpectation,
  trace: ReplayedTrace,
): RuleFindings {
  let best = findings(given, expected, trace)
  for (const names of renamings(interchangeableNodes(given))) {
    if (countFindings(best) === 0) break
    const candidate = findings(given, expected, renamedTrace(trace, names))
    if (countFindings(candidate) < countFindings(best)) best = candidate
  }
  return best
}

function findings(
  given: TraceGiven,
  expected: TraceExpectation,
  trace: ReplayedTrace,
): RuleFindings {
  return {
    times: compareTimes(given, expected, trace),
    objects: compareObjects(expected, trace),
    order: compareOrder(expected, trace),
    sets: compareSets(expected, trace),
    outcome: compareOutcome(given, expected, trace),
    texts: compareTexts(expected, trace),
  }
}

/** Nodes that differ in nothing but their names, and that the script does not name. */
function interchangeableNodes({
  initialNodes,
  script,
}: TraceGiven): readonly (readonly string[])[] {
  const commands = JSON.stringify(script)
  const groups = new Map<string, string[]>()
  for (const { metadata } of initialNodes) {
    const { name, labels } = metadata as { name: string; labels: Record<string, string> }
    if (new RegExp(`\\b${name}\\b`).test(commands)) continue
    const { 'kubernetes.io/hostname': _hostname, ...others } = labels
    const key = JSON.stringify(others)
    groups.set(key, [...(groups.get(key) ?? []), name])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

/** All ways to name the nodes of each group, but the one that changes nothing. */
function* renamings(
  groups: readonly (readonly string[])[],
): Generator<ReadonlyMap<string, string>> {
  const [group, ...others] = groups
  if (group === undefined) return
  for (const order of permutations(group)) {
    const names = new Map(group.map((name, index) => [name, order[index]!]))
    yield names
    for (const more of renamings(others)) yield new Map([...names, ...more])
  }
}

function* permutations(names: readonly string[]): Generator<readonly string[]> {
  if (names.length <= 1) {
    yield names
    return
  }
  for (const [index, name] of names.entries()) {
    for (const rest of permutations(names.toSpliced(index, 1))) yield [name, ...rest]
  }
}
