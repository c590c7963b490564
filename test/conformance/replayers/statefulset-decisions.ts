import {
  type JsonObject,
  type JsonValue,
  type StatefulSet,
  type StatefulSetStatus,
  canonicalJson,
  toSeconds,
  writeObject,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'
import type { DecisionGiven } from './statefulset-decisions/decision-case.ts'
import { recordedWrite } from './statefulset-decisions/recorded-write.ts'
import { type DecisionRun, EPOCH, runDecision } from './statefulset-decisions/run-decision.ts'

/** One sync of the StatefulSet controller on a given state. */
export const statefulSetDecisionsReplayer: Replayer = {
  kind: 'statefulset-decisions',
  replay(testCase, profile) {
    const given = testCase.given as unknown as DecisionGiven
    const run = runDecision(given, profile)
    const { unordered = [], ...expected } = expectedFields(testCase, profile)
    const ranges = unordered as unknown as readonly Range[]
    const got = outcomeOf(run, testCase.tags.includes('full'))
    const differences = compareJson(
      { ...expected, writes: inOrder(expected['writes']!, ranges) },
      { ...got, writes: inOrder(got['writes']!, ranges) },
    )
    const reasons = run.reasons.map(({ why, ordinal }) =>
      ordinal < 0 ? why : `${run.set.metadata.name}-${ordinal}: ${why}`,
    )
    return judge(differences, { reasons })
  },
}

type Range = readonly [number, number]

function outcomeOf(run: DecisionRun, isFull: boolean): JsonObject {
  const { status, set, cachedPods } = run
  const setting = { set, cachedPods, epoch: EPOCH, isFull }
  return {
    writes: run.writes.map(({ request, result }) => recordedWrite(request, result, setting)),
    ...(status !== undefined && { status: statusJson(set, status) }),
    ...(run.hasFailed && { error: true }),
    ...(run.requeueAfter !== undefined && { requeueAfterSeconds: toSeconds(run.requeueAfter) }),
    ...(run.eventReasons.length > 0 && { events: run.eventReasons }),
  }
}

/** Zero fields that Kubernetes leaves out are left out. */
function statusJson(set: StatefulSet, status: StatefulSetStatus): JsonObject {
  const written = writeObject({ ...set, status }, EPOCH)['status'] as JsonObject
  const entries = Object.entries(written).filter(
    ([key, value]) => value !== 0 || ALWAYS_WRITTEN.includes(key),
  )
  return Object.fromEntries(entries)
}

const ALWAYS_WRITTEN = ['replicas', 'availableReplicas', 'collisionCount']

/** Puts the writes of each range without a promised order into one. */
function inOrder(writes: JsonValue, ranges: readonly Range[]): readonly JsonValue[] {
  const ordered = [...(writes as readonly JsonValue[])]
  for (const [from, to] of ranges) {
    const sorted = ordered.slice(from, to).map(withText).sort(byText)
    ordered.splice(from, sorted.length, ...sorted.map(({ write }) => write))
  }
  return ordered
}

interface WriteWithText {
  readonly write: JsonValue
  readonly text: string
}

function withText(write: JsonValue): WriteWithText {
  return { write, text: canonicalJson(write) }
}

function byText(one: WriteWithText, other: WriteWithText): number {
  return one.text === other.text ? 0 : one.text < other.text ? -1 : 1
}
