import type { NodeOrdering } from '@seatrial/controllers'
import {
  type Behaviours,
  type JsonObject,
  KUBERNETES_PROFILES,
  type KubernetesProfile,
  RandomStreams,
  behaviours,
} from '@seatrial/core'
import type { Difference } from '../compare-json.ts'
import { compareDecision } from '../daemon-set/compare-decision.ts'
import type { Decision, DecisionGiven } from '../daemon-set/decision-case.ts'
import { type ReplayedSync, runDecision } from '../daemon-set/run-decision.ts'
import { type JudgedOutcome, type Replayer, expectedFields, judge } from '../replayer.ts'

const SWITCHES = Object.fromEntries(
  KUBERNETES_PROFILES.map((profile) => [profile, behaviours(profile)]),
) as Readonly<Record<KubernetesProfile, Behaviours>>

/** In how many orders of the nodes a case is tried at most whose result depends on chance. */
const ORDER_COUNT = 40

/**
 * What does one sync of a DaemonSet do? Where the real one's results were sampled (`oneOf`), ours has
 * to meet one of the samples in some order of the nodes.
 */
export const daemonSetDecisionsReplayer: Replayer = {
  kind: 'daemonset-decisions',
  replay(testCase, profile) {
    const given = testCase.given as unknown as DecisionGiven
    const expected = expectedFields(testCase, profile)
    const switches = SWITCHES[profile]
    let outcome = replayOnce(given, expected, switches, 'by-name')
    for (let seed = 1; seed < ORDER_COUNT && 'oneOf' in expected; seed++) {
      if (outcome.outcome === 'passed') break
      outcome = replayOnce(given, expected, switches, new RandomStreams(seed, 0))
    }
    return outcome
  },
}

function replayOnce(
  given: DecisionGiven,
  expected: JsonObject,
  switches: Behaviours,
  nodeOrder: NodeOrdering,
): JudgedOutcome {
  const { syncs, newHash } = runDecision(given, switches, nodeOrder)
  return judge(compareAll(withHash(expected, newHash), syncs), {
    reasons: syncs.flatMap(({ reasons }) => reasons),
  })
}

/** `$NEW` is the hash that our code gives a new revision. */
function withHash(expected: JsonObject, newHash: string): JsonObject {
  const text = JSON.stringify(expected)
  if (!text.includes('$NEW')) return expected
  return JSON.parse(text.replaceAll('$NEW', newHash)) as JsonObject
}

function compareAll(expected: JsonObject, syncs: readonly ReplayedSync[]): readonly Difference[] {
  const { passes, oneOf } = expected
  if (Array.isArray(passes)) {
    return syncs.flatMap((sync, pass) => compareOne(passes[pass], sync, `passes[${pass}].`))
  }
  const alternatives = Array.isArray(oneOf) ? oneOf : [expected]
  const differences = alternatives.map((alternative) => compareOne(alternative, syncs[0]!, ''))
  return differences.reduce((least, other) => (other.length < least.length ? other : least))
}

function compareOne(
  expected: JsonObject,
  { decision }: ReplayedSync,
  prefix: string,
): readonly Difference[] {
  return compareDecision(expected as unknown as Decision, decision).map((difference) => ({
    ...difference,
    path: prefix + difference.path,
  }))
}
