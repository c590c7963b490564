import type { JsonObject } from '@seatrial/core'
import type { Difference } from '../compare-json.ts'

/** A change of a node or of its pod, as the recordings of the node lifecycle have it. */
export interface RecordedChange {
  /** Seconds, rounded down to 0.5. */
  readonly at: number
  readonly node: string
  readonly what: string
  readonly more?: string
}

/** Recorded times may be off by that much. */
const TOLERANCE_SECONDS = 0.5

/** What changes of each thing by itself must be the same, in the same order, at about the same times. */
export function compareChanges(
  expected: readonly RecordedChange[],
  got: readonly RecordedChange[],
): readonly Difference[] {
  const expectedByThing = byThing(expected)
  const gotByThing = byThing(got)
  const differences: Difference[] = []
  for (const thing of new Set([...expectedByThing.keys(), ...gotByThing.keys()])) {
    const recorded = expectedByThing.get(thing) ?? []
    const ours = gotByThing.get(thing) ?? []
    for (let index = 0; index < Math.max(recorded.length, ours.length); index++) {
      if (isSame(recorded[index], ours[index])) continue
      differences.push({
        path: `${thing}[${index}]`,
        expected: asJson(recorded[index]),
        got: asJson(ours[index]),
      })
    }
  }
  return differences
}

function byThing(changes: readonly RecordedChange[]): ReadonlyMap<string, RecordedChange[]> {
  const things = new Map<string, RecordedChange[]>()
  for (const change of changes) {
    const thing = `${change.node} ${change.what}`
    things.set(thing, [...(things.get(thing) ?? []), change])
  }
  return things
}

function isSame(one: RecordedChange | undefined, other: RecordedChange | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.more === other.more && Math.abs(one.at - other.at) <= TOLERANCE_SECONDS
}

function asJson(change: RecordedChange | undefined): JsonObject | undefined {
  return change as JsonObject | undefined
}
