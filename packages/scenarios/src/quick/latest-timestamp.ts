import { type JsonObject, type WallTime, parseTimestamp } from '@seatrial/core'
import type { Manifest } from '../format/manifests/manifest.ts'
import { elementsAt, valueAt } from '../format/paths/field-path.ts'

/** The newest of the timestamps that objects of a cluster bear: they were printed no earlier. */
export function latestTimestamp(manifests: readonly Manifest[]): WallTime | undefined {
  let latest: WallTime | undefined
  for (const { object } of manifests) {
    for (const time of timestampsOf(object))
      if (latest === undefined || time > latest) latest = time
  }
  return latest
}

/** When the object was made, and when its conditions last changed. */
function timestampsOf(object: JsonObject): readonly WallTime[] {
  const texts = [
    valueAt(object, ['metadata', 'creationTimestamp']),
    ...elementsAt(object, ['status', 'conditions']).map((condition) =>
      valueAt(condition, ['lastTransitionTime']),
    ),
  ]
  return texts
    .map((text) => (typeof text === 'string' ? parseTimestamp(text) : undefined))
    .filter((time) => time !== undefined)
}
