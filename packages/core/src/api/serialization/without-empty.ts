import type { JsonObject, JsonValue } from '../json.ts'

/** The fields that the API would write: those that are neither absent nor '', false, [] or {}. */
export function withoutEmpty(fields: {
  readonly [key: string]: JsonValue | undefined
}): JsonObject {
  const written: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined && !isEmpty(value)) written[key] = value
  }
  return written
}

function isEmpty(value: JsonValue): boolean {
  if (value === '' || value === false || value === null) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
