import type { KubernetesProfile } from '@seatrial/core'
import { judgeTrace } from '../control-plane/judge-trace.ts'
import { runLab } from '../control-plane/lab-cluster.ts'
import { replayedTrace, withRecordedHashes } from '../control-plane/replayed-trace.ts'
import { RULES, type RuleName, underRule } from '../control-plane/rules/rule-result.ts'
import type { TraceExpectation, TraceGiven } from '../control-plane/trace-case.ts'
import {
  type ConformanceCase,
  type ReplayOutcome,
  type Replayer,
  expectationFor,
  judge,
} from '../replayer.ts'

/** Whole scenarios of a real control plane with fake kubelets, judged by six rules. */
export const controlPlaneTracesReplayer: Replayer = {
  kind: 'control-plane-traces',

  replay(testCase: ConformanceCase, profile: KubernetesProfile): ReplayOutcome {
    const given = testCase.given as unknown as TraceGiven
    const expected = expectationFor(testCase, profile) as unknown as TraceExpectation
    const run = runLab(given, expected, profile)
    const trace = replayedTrace(run, expected.kubectl.length)
    const found = judgeTrace(given, expected, withRecordedHashes(trace, expected.trace))
    const names = Object.keys(RULES) as RuleName[]
    const differences = names.flatMap((rule) =>
      found[rule].map((difference) => underRule(rule, difference)),
    )
    const rules = Object.fromEntries(
      names.map((rule) => [RULES[rule], found[rule].length === 0 ? 'passed' : 'failed'] as const),
    )
    return judge(differences, { rules })
  },
}
