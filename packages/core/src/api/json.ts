/**
 * Anything that JSON can say. Whole numbers that a double would round are bigints where somebody
 * takes the trouble to read them exactly; everywhere else a number is a number.
 */
export type JsonValue =
  null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject

/** A JSON object: how a Kubernetes object looks at the edge (manifests, printing, recordings). */
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** True for an object, not for a list or null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What lies at the end of a path of keys; `undefined` where the path ends before. */
export function jsonAt(
  value: JsonValue | undefined,
  ...path: readonly string[]
): JsonValue | undefined {
  let found = value
  for (const key of path) found = isJsonObject(found) ? found[key] : undefined
  return found
}
