import type { KubernetesProfile } from '@seatrial/core'
import { judgeTrace } from '../control-plane/judge-trace.ts'
import type { LabSurroundings, NodeOrder } from '../control-plane/lab-cluster.ts'
import { runLab } from '../control-plane/lab-run.ts'
import { replayedTrace, withRecordedHashes } from '../control-plane/replayed-trace.ts'
import {
  RULES,
  type RuleFindings,
  type RuleName,
  countFindings,
  underRule,
} from '../control-plane/rules/rule-result.ts'
import type { TraceExpectation, TraceGiven } from '../control-plane/trace-case.ts'
import {
  type ConformanceCase,
  type ReplayOutcome,
  type Replayer,
  expectationFor,
  judge,
} from '../replayer.ts'

/** The order in which a DaemonSet's nodes are taken is chance: so many orders are tried. */
const NODE_ORDERS: readonly NodeOrder[] = [
  'by-name',
  'seed-1',
  'seed-2',
  'seed-3',
  'seed-4',
  'seed-5',
]

/** Whole scenarios of a real control plane with fake kubelets, judged by six rules. */
export const controlPlaneTracesReplayer: Replayer = {
  kind: 'control-plane-traces',

  replay(testCase: ConformanceCase, profile: KubernetesProfile): ReplayOutcome {
    const given = testCase.given as unknown as TraceGiven
    const expected = expectationFor(testCase, profile) as unknown as TraceExpectation
    const found = bestFindings(given, expected, profile)
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

/** What the rules find in the replay that agrees best: nobody wrote down what its surroundings were. */
function bestFindings(
  given: TraceGiven,
  expected: TraceExpectation,
  profile: KubernetesProfile,
): RuleFindings {
  let best: RuleFindings | undefined
  for (const surroundings of possibleSurroundings(expected)) {
    const run = runLab(given, expected, profile, surroundings)
    const trace = replayedTrace(run, expected.kubectl.length)
    const found = judgeTrace(given, expected, withRecordedHashes(trace, expected.trace))
    if (best === undefined || countFindings(found) < countFindings(best)) best = found
    if (countFindings(best) === 0) break
  }
  return best!
}

function possibleSurroundings({ trace }: TraceExpectation): readonly LabSurroundings[] {
  const hasDaemonSet = trace.some(({ o }) => o.startsWith('DaemonSet/'))
  const nodeOrders = hasDaemonSet ? NODE_ORDERS : NODE_ORDERS.slice(0, 1)
  return (['none', 'short'] as const).flatMap((latency) =>
    nodeOrders.map((nodeOrder) => ({ nodeOrder, latency })),
  )
}
