import { type JsonObject, type JsonValue } from '@seatrial/core'
import { withValueAt } from '../manifests/manifest-change.ts'
import { type FieldPath, childOf, elementsAt, valueAt } from '../paths/field-path.ts'
import type { ObjectPath } from '../paths/object-path.ts'

/** A value of a setting, as a scenario file would say it. */
export interface SettingValue {
  readonly path: ObjectPath
  readonly value: JsonValue
}

/** The spec of a scenario, as files say it, with other values of some settings. */
export function withSettingValues(spec: JsonObject, settings: readonly SettingValue[]): JsonObject {
  let changed = spec
  for (const { path, value } of settings) {
    changed = withValueAt(changed, placeOf(path, changed), value)
  }
  return changed
}

/** Where a setting stands; an element that the list does not have yet comes after all others. */
function placeOf(path: ObjectPath, spec: JsonObject): FieldPath {
  const place: (string | number)[] = []
  for (const step of path.steps) {
    if (step.type === 'key') place.push(step.key)
    else if (step.type === 'index') place.push(step.index)
    else place.push(elementNamed(spec, place, step.name))
  }
  return place
}

function elementNamed(spec: JsonObject, list: FieldPath, name: string): string | number {
  if (!Array.isArray(valueAt(spec, list))) return name
  const elements = elementsAt(spec, list)
  const index = elements.findIndex((element) => childOf(element, 'name') === name)
  return index === -1 ? elements.length : index
}
