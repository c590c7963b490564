import { type JsonObject, type JsonValue, isJsonObject, jsonAt } from '@seatrial/core'
import { withValueAt } from '../format/manifests/manifest-change.ts'

const CONTAINERS = ['spec', 'template', 'spec', 'containers']

/** A workload each of whose main containers has been changed. */
export function withContainers(
  workload: JsonObject,
  change: (container: JsonObject) => JsonObject,
): JsonObject {
  return withValueAt(workload, CONTAINERS, objectsAt(workload, ...CONTAINERS).map(change))
}

/** The objects of the list at a path; none where there is no list. */
export function objectsAt(object: JsonObject, ...path: string[]): readonly JsonObject[] {
  const list = jsonAt(object, ...path)
  return Array.isArray(list) ? (list as readonly JsonValue[]).filter(isJsonObject) : []
}
