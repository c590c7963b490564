import type { JsonValue } from '@seatrial/core'
import { type FieldPath, childOf } from '../paths/field-path.ts'

/**
 * The way that a path in the API's own spelling means in an object: `spec.ports[0].name`, with the
 * keys of maps in brackets too (`metadata.labels[app.kubernetes.io/name]`). Whether a bracket holds an
 * index or a key is told by what stands in the object.
 */
export function readApiPath(object: JsonValue, text: string): FieldPath {
  const path: (string | number)[] = []
  let value: JsonValue | undefined = object
  for (const [, field, bracket] of text.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    const isIndex = bracket !== undefined && Array.isArray(value)
    const step: string | number = isIndex ? Number(bracket) : (field ?? bracket!)
    path.push(step)
    value = childOf(value, step)
  }
  return path
}
