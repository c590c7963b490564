import { type JsonObject, type JsonValue, isJsonObject, isSameJson } from '@seatrial/core'
import type { Difference } from '../../compare-json.ts'

/** A change of one object and its time in seconds. */
export interface TimedChange {
  readonly t: number
  readonly v: string
  readonly s: JsonObject
}

/** The changes of a status object, and those of all objects round it. */
export interface StatusChanges {
  readonly wanted: readonly TimedChange[]
  readonly got: readonly TimedChange[]
  readonly recorded: ReadonlyMap<string, readonly TimedChange[]>
  readonly replayed: ReadonlyMap<string, readonly TimedChange[]>
  /** `wanted` is only what all runs have in common: we may have more. */
  readonly isPartial?: boolean
}

/** Changes so close together may be seen at once or one by one; times are rounded to 0.1 s. */
const CLOSE_SECONDS = 0.35

/**
 * A status may skip an intermediate value or have one more where the objects that it sums up change twice
 * close to each other. What is skipped or added must have been in such a moment, an added value
 * must lie between recorded ones, and the first and the last change must agree.
 */
export function alignStatuses(name: string, changes: StatusChanges): readonly Difference[] {
  const { wanted, got, recorded, replayed, isPartial = false } = changes
  const pairs = longestCommon(wanted, got)
  const differences: Difference[] = []
  if (!areEndsSame(wanted, got)) {
    differences.push({
      path: `${name} ends`,
      expected: shown([wanted[0], wanted.at(-1)]),
      got: shown([got[0], got.at(-1)]),
    })
  }
  const matchedWanted = new Set(pairs.map(([index]) => index))
  const matchedGot = new Set(pairs.map(([, place]) => place))
  for (const [index, change] of wanted.entries()) {
    if (matchedWanted.has(index) || isCrowded(recorded, change.t)) continue
    differences.push({ path: `${name}[${index}]`, expected: shown(change), got: undefined })
  }
  for (const [place, change] of got.entries()) {
    if (matchedGot.has(place)) continue
    const isPossible = (isPartial || isCrowded(replayed, change.t)) && isBetween(change, wanted)
    if (isPossible) continue
    differences.push({ path: `${name}[+${place}]`, expected: undefined, got: shown(change) })
  }
  return differences
}

type Pair = readonly [number, number]

function areEndsSame(wanted: readonly TimedChange[], got: readonly TimedChange[]): boolean {
  const [first, ours] = [wanted[0], got[0]]
  const [last, ourLast] = [wanted.at(-1), got.at(-1)]
  if (first === undefined || last === undefined) return got.length === 0
  if (ours === undefined || ourLast === undefined) return false
  return isSame(first, ours) && isSame(last, ourLast)
}

/** The places of the longest sequence that both have. */
function longestCommon(
  wanted: readonly TimedChange[],
  got: readonly TimedChange[],
): readonly Pair[] {
  const lengths = Array.from({ length: wanted.length + 1 }, () =>
    new Array<number>(got.length + 1).fill(0),
  )
  for (let index = wanted.length - 1; index >= 0; index--) {
    for (let place = got.length - 1; place >= 0; place--) {
      lengths[index]![place] = isSame(wanted[index]!, got[place]!)
        ? lengths[index + 1]![place + 1]! + 1
        : Math.max(lengths[index + 1]![place]!, lengths[index]![place + 1]!)
    }
  }
  const pairs: Pair[] = []
  let index = 0
  let place = 0
  while (index < wanted.length && place < got.length) {
    if (isSame(wanted[index]!, got[place]!)) pairs.push([index++, place++])
    else if (lengths[index + 1]![place]! >= lengths[index]![place + 1]!) index++
    else place++
  }
  return pairs
}

function isSame(one: TimedChange, other: TimedChange): boolean {
  return one.v === other.v && isSameJson(one.s, other.s)
}

/** Pods and nodes change twice about then: whoever sums them up may see both at once. */
function isCrowded(objects: ReadonlyMap<string, readonly TimedChange[]>, time: number): boolean {
  let count = 0
  for (const [name, changes] of objects) {
    if (!name.startsWith('Pod/') && !name.startsWith('Node/')) continue
    count += changes.filter(({ t }) => Math.abs(t - time) <= CLOSE_SECONDS).length
  }
  return count >= 2
}

/** Each counter lies between those of the recorded changes; all else is one of their values. */
function isBetween(change: TimedChange, recorded: readonly TimedChange[]): boolean {
  const status = change.s['status']
  if (!isJsonObject(status)) return false
  const statuses = recorded.map(({ s }) => s['status']).filter(isJsonObject)
  return Object.entries(status).every(([field, value]) =>
    isPlausible(
      value,
      statuses.map((other) => other[field]),
    ),
  )
}

function isPlausible(value: JsonValue, others: readonly (JsonValue | undefined)[]): boolean {
  if (typeof value !== 'number') return others.some((other) => isSameJson(other, value))
  const numbers = others.map((other) => Number(other ?? 0))
  return value >= Math.min(...numbers) && value <= Math.max(...numbers)
}

function shown(change: unknown): JsonValue {
  return JSON.parse(JSON.stringify(change ?? null)) as JsonValue
}
