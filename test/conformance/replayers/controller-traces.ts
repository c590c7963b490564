import type { JsonObject, JsonValue, KubernetesProfile } from '@seatrial/core'
import { type Difference, compareJson } from '../compare-json.ts'
import {
  type ConformanceCase,
  type ReplayOutcome,
  type Replayer,
  expectationFor,
  judge,
} from '../replayer.ts'
import { runStandIn } from '../stand-in/cluster.ts'
import { countPods } from '../stand-in/count-pods.ts'
import type { StandInRun } from '../stand-in/cluster.ts'
import type { TraceGiven } from '../stand-in/trace-case.ts'

/** Whole rollouts of a real controller in virtual time, compared to the microsecond. */
export const controllerTracesReplayer: Replayer = {
  kind: 'controller-traces',

  replay(testCase: ConformanceCase, profile: KubernetesProfile): ReplayOutcome {
    const given = testCase.given as unknown as TraceGiven
    const expected = expectationFor(testCase, profile)
    if (expected === undefined) return { outcome: 'excluded', because: 'not recorded' }
    const run = runStandIn(given, profile)
    return judge([...compareChanges(run, given, expected), ...compareWork(run, testCase, profile)])
  },
}

function compareChanges(
  run: StandInRun,
  given: TraceGiven,
  expected: JsonObject,
): readonly Difference[] {
  if (expected['trace'] === undefined) {
    const counts = countPods(run.recorder.sorted(), given.controller)
    return compareJson(expected['counts'] ?? [], counts, 'counts').slice(0, 1)
  }
  const differences = firstDifference(expected['trace'] as readonly JsonValue[], run)
  if (differences.length > 0) return differences
  return compareJson(expected['final'] ?? [], run.recorder.final(), 'final')
}

/** Only the first mismatch of a trace is interesting: what follows comes from it. */
function firstDifference(expected: readonly JsonValue[], run: StandInRun): readonly Difference[] {
  const got = run.recorder.sorted() as readonly unknown[] as readonly JsonValue[]
  const length = Math.max(expected.length, got.length)
  for (let index = 0; index < length; index++) {
    const differences = compareJson(expected[index] ?? null, got[index] ?? null, `trace[${index}]`)
    if (differences.length > 0) {
      return [{ path: `trace[${index}]`, expected: expected[index], got: got[index] }]
    }
  }
  return []
}

function compareWork(
  run: StandInRun,
  testCase: ConformanceCase,
  profile: KubernetesProfile,
): readonly Difference[] {
  const recorded = (testCase['work'] as readonly JsonObject[] | undefined)?.find((work) =>
    (work['versions'] as readonly string[]).includes(profile),
  )
  const differences: Difference[] = []
  const got: JsonObject = { ...(run.work as unknown as JsonObject), syncs: run.syncs }
  for (const member of ['syncs', 'writes', 'reads', 'errors', 'events']) {
    if (recorded === undefined || !(member in recorded)) continue
    differences.push(...compareJson(recorded[member] ?? {}, got[member] ?? {}, `work.${member}`))
  }
  return differences
}
