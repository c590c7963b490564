import type { JsonObject } from '../json.ts'
import { changeObject, fillAbsent } from './fill.ts'

/** A Node lends out all that it has unless it says otherwise. */
export function nodeDefaults(node: JsonObject): JsonObject {
  return changeObject(node, 'status', (status) =>
    fillAbsent(status, { allocatable: status['capacity'] ?? null }),
  )
}
