import type { JsonObject } from '../json.ts'
import { changeObject, fillAbsent, fillEmpty } from './fill.ts'

/** The source of an environment variable or of a file in a downward API volume. */
export function fieldSourceDefaults(source: JsonObject): JsonObject {
  const withField = changeObject(source, 'fieldRef', (fieldRef) =>
    fillEmpty(fieldRef, { apiVersion: 'v1' }),
  )
  return changeObject(withField, 'resourceFieldRef', (resourceFieldRef) =>
    fillAbsent(resourceFieldRef, { divisor: '0' }),
  )
}
