import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { mergeKeyOf } from './list-merge-keys.ts'

/**
 * What `kubectl apply` makes of a live object: what the manifest says is taken over, what it said when it
 * was last applied and says no more is removed, and what others have written stays.
 */
export function applied(
  live: JsonObject,
  lastApplied: JsonObject | undefined,
  manifest: JsonObject,
): JsonObject {
  const merged: Record<string, JsonValue> = { ...live }
  for (const [name, value] of Object.entries(lastApplied ?? {})) {
    if (value !== null && (manifest[name] ?? null) === null) delete merged[name]
  }
  for (const [name, value] of Object.entries(manifest)) {
    if (value === null) delete merged[name]
    else merged[name] = appliedField(name, { live: live[name], last: lastApplied?.[name], value })
  }
  return merged
}

/** One field in the three versions that an apply looks at. */
interface Versions {
  readonly live: JsonValue | undefined
  readonly last: JsonValue | undefined
  readonly value: JsonValue
}

function appliedField(name: string, { live, last, value }: Versions): JsonValue {
  if (isJsonObject(value)) {
    return isJsonObject(live)
      ? applied(live, isJsonObject(last) ? last : undefined, value)
      : applied({}, undefined, value)
  }
  const mergeKey = mergeKeyOf(name)
  if (!Array.isArray(value) || mergeKey === undefined) return value
  return appliedElements(objectsOf(live), objectsOf(last), objectsOf(value), mergeKey)
}

/** The manifest's elements in its order, then those that others have added. */
function appliedElements(
  live: readonly JsonObject[],
  last: readonly JsonObject[],
  wanted: readonly JsonObject[],
  mergeKey: string,
): readonly JsonObject[] {
  const find = (elements: readonly JsonObject[], element: JsonObject): JsonObject | undefined =>
    elements.find((other) => other[mergeKey] === element[mergeKey])
  const others = live.filter(
    (element) => find(wanted, element) === undefined && find(last, element) === undefined,
  )
  const taken = wanted.map((element) =>
    applied(find(live, element) ?? {}, find(last, element), element),
  )
  return [...taken, ...others]
}

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : []
}
