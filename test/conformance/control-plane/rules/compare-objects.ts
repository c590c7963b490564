import { type JsonObject, isSameJson } from '@seatrial/core'
import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { ObjectChange, TraceExpectation } from '../trace-case.ts'
import { type TimedChange, alignStatuses } from './align-statuses.ts'

/** Kinds whose status sums up what others do: intermediate values depend on the interleaving. */
const STATUS_KINDS = ['StatefulSet', 'DaemonSet', 'PodDisruptionBudget']

const CLOSE_SECONDS = 0.3

/** Rule 2: the changes of every object are those of the recording, in its order. */
export function compareObjects(
  expected: TraceExpectation,
  trace: ReplayedTrace,
): readonly Difference[] {
  const recorded = changesByObject(expected.trace.filter(isCompared))
  const replayed = changesByObject(trace.changes.filter(isCompared))
  const differences: Difference[] = []
  for (const name of expected.stableObjects) {
    const wanted = recorded.get(name) ?? []
    const got = replayed.get(name) ?? []
    if (isStatusObject(name)) {
      differences.push(...alignStatuses(name, { wanted, got, recorded, replayed }))
    } else {
      const ours = name.startsWith('Node/') ? inOrderOf(wanted, got) : got
      differences.push(...firstDifference(name, wanted, ours))
    }
  }
  for (const [name, common] of Object.entries(expected.commonOfUnstable)) {
    if (!isStatusObject(name)) continue
    const got = replayed.get(name) ?? []
    const wanted = timesOf(common, recorded.get(name) ?? [])
    differences.push(...alignStatuses(name, { wanted, got, recorded, replayed, isPartial: true }))
  }
  return differences
}

/**
 * Writes of fields outside the summary are left out, but for pods: there they say that the scheduler has
 * tried again.
 */
function isCompared({ o, v, s }: { o: string; v: string; s: JsonObject }): boolean {
  const isEmpty = v === 'MODIFIED' && Object.keys(s).length === 0
  return v !== 'RUN' && (!isEmpty || o.startsWith('Pod/'))
}

function isStatusObject(name: string): boolean {
  return STATUS_KINDS.includes(name.split('/')[0] ?? '')
}

function changesByObject(
  changes: readonly { t: number; o: string; v: string; s: JsonObject }[],
): Map<string, TimedChange[]> {
  const byObject = new Map<string, TimedChange[]>()
  for (const { t, o, v, s } of changes) {
    const list = byObject.get(o) ?? []
    list.push({ t, v, s })
    byObject.set(o, list)
  }
  return byObject
}

/** The times of the changes that all runs have in common, as the first run has them. */
function timesOf(
  common: readonly ObjectChange[],
  recorded: readonly TimedChange[],
): readonly TimedChange[] {
  let from = 0
  return common.map(([v, s]) => {
    const index = recorded.findIndex(
      (change, place) => place >= from && change.v === v && isSameJson(change.s, s),
    )
    if (index >= 0) from = index + 1
    return { t: recorded[Math.max(0, index)]?.t ?? 0, v, s }
  })
}

/**
 * A node is written by its kubelet and by its controller. What they write within 0.3 s of each other and
 * is about different fields has no promised order (rule 3): ours is put in that of the recording.
 */
function inOrderOf(
  wanted: readonly TimedChange[],
  got: readonly TimedChange[],
): readonly TimedChange[] {
  const ordered = [...got]
  for (let index = 0; index + 1 < ordered.length; index++) {
    const [one, other] = [ordered[index]!, ordered[index + 1]!]
    const isSwapped =
      isSameJson(wanted[index]?.s, other.s) && isSameJson(wanted[index + 1]?.s, one.s)
    if (isSwapped && areIndependent(one, other)) {
      ordered[index] = other
      ordered[index + 1] = one
    }
  }
  return ordered
}

function areIndependent(one: TimedChange, other: TimedChange): boolean {
  const isClose = Math.abs(one.t - other.t) < CLOSE_SECONDS
  return isClose && Object.keys(one.s).every((field) => !(field in other.s))
}

/** Only the first mismatch of an object is interesting: what follows comes from it. */
function firstDifference(
  name: string,
  wanted: readonly TimedChange[],
  got: readonly TimedChange[],
): readonly Difference[] {
  for (let index = 0; index < Math.max(wanted.length, got.length); index++) {
    const expected = wanted[index]
    const ours = got[index]
    if (expected?.v === ours?.v && isSameJson(expected?.s, ours?.s)) continue
    return [{ path: `${name}[${index}]`, expected: shown(expected), got: shown(ours) }]
  }
  return []
}

function shown(change: TimedChange | undefined): JsonObject | undefined {
  return change === undefined ? undefined : { v: change.v, s: change.s, t: change.t }
}
