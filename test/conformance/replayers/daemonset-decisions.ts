import type { NodeOrdering } from '@seatrial/controllers'
import {
  type Behaviours,
  type JsonObject,
  KUBERNETES_PROFILES,
  type KubernetesProfile,
  type Purpose,
  RandomStreams,
  behaviours,
  entityKey,
  jsonAt,
  keyedOrder,
} from '@seatrial/core'
import type { Difference } from '../compare-json.ts'
import { compareDecision } from '../daemon-set/compare-decision.ts'
import type { Decision, DecisionGiven } from '../daemon-set/decision-case.ts'
import { type ReplayedSync, runDecision } from '../daemon-set/run-decision.ts'
import { type JudgedOutcome, type Replayer, expectedFields, judge } from '../replayer.ts'

const SWITCHES = Object.fromEntries(
  KUBERNETES_PROFILES.map((profile) => [profile, behaviours(profile)]),
) as Readonly<Record<KubernetesProfile, Behaviours>>

/** In how many orders a case is tried at most whose result depends on chance. */
const ORDER_COUNT = 40

/**
 * What does one sync of a DaemonSet do? Where the real one's results were sampled (`oneOf`), ours has
 * to meet one of the samples in some order of nodes and pods.
 */
export const daemonSetDecisionsReplayer: Replayer = {
  kind: 'daemonset-decisions',
  replay(testCase, profile) {
    const given = testCase.given as unknown as DecisionGiven
    const expected = expectedFields(testCase, profile)
    const switches = SWITCHES[profile]
    const outcome = replayOnce(given, expected, switches, 'by-name')
    return outcome.outcome === 'failed' && 'oneOf' in expected
      ? (replayShuffled(given, expected, switches) ?? outcome)
      : outcome
  },
}

/** The case in the first shuffled order of nodes and pods in which it passes. */
function replayShuffled(
  given: DecisionGiven,
  expected: JsonObject,
  switches: Behaviours,
): JudgedOutcome | undefined {
  for (let seed = 0; seed < ORDER_COUNT; seed++) {
    const streams = new RandomStreams(seed, 0)
    const purpose = streams.purpose('order of the cache')
    const pods = given.pods?.toSorted((one, other) => rank(purpose, one) - rank(purpose, other))
    const shuffled = { ...given, ...(pods !== undefined && { pods }) }
    const outcome = replayOnce(shuffled, expected, switches, streams)
    if (outcome.outcome === 'passed') return outcome
  }
  return undefined
}

function rank(purpose: Purpose, object: JsonObject): number {
  return keyedOrder(purpose, entityKey(JSON.stringify(jsonAt(object, 'metadata', 'name'))))
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
