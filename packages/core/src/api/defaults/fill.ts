import { type JsonObject, type JsonValue, isJsonObject } from '../json.ts'

/** The object with a value for each field that is absent. */
export function fillAbsent(object: JsonObject, values: JsonObject): JsonObject {
  return fill(object, values, (value) => value === undefined || value === null)
}

/** The object with a value for each field that is absent, '' or 0: those that the API holds plainly. */
export function fillEmpty(object: JsonObject, values: JsonObject): JsonObject {
  return fill(object, values, (value) => value === undefined || !value)
}

/** The object with a changed sub-object, if it has this one. */
export function changeObject(
  object: JsonObject,
  key: string,
  change: (child: JsonObject) => JsonObject,
): JsonObject {
  const child = object[key]
  return isJsonObject(child) ? { ...object, [key]: change(child) } : object
}

/** The object with a change made to all objects of a list, if it has this one. */
export function changeList(
  object: JsonObject,
  key: string,
  change: (element: JsonObject) => JsonObject,
): JsonObject {
  const list = object[key]
  if (!Array.isArray(list)) return object
  const changed = list.map((element: JsonValue) =>
    isJsonObject(element) ? change(element) : element,
  )
  return { ...object, [key]: changed }
}

function fill(
  object: JsonObject,
  values: JsonObject,
  isMissing: (value: JsonValue | undefined) => boolean,
): JsonObject {
  const missing = Object.keys(values).filter((key) => isMissing(object[key]))
  if (missing.length === 0) return object
  return { ...object, ...Object.fromEntries(missing.map((key) => [key, values[key]!])) }
}
