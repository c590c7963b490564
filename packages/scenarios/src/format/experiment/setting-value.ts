import type { JsonObject, JsonValue } from '@seatrial/core'
import { InputError, InputErrors, describeChoices } from '../../input-error.ts'
import { withValueAt } from '../manifests/manifest-change.ts'
import { type FieldPath, childOf, elementsAt } from '../paths/field-path.ts'
import { type ObjectPath, type PathStep, formatObjectPath } from '../paths/object-path.ts'

/** A value of a setting, as a scenario file would say it. */
export interface SettingValue {
  readonly path: ObjectPath
  readonly value: JsonValue
}

/**
 * The spec of a scenario, as files say it, with other values of some settings. Throws `InputErrors` for
 * an element of a list that is not there.
 */
export function withSettingValues(spec: JsonObject, settings: readonly SettingValue[]): JsonObject {
  let changed = spec
  for (const { path, value } of settings) {
    changed = withValueAt(changed, placeOf(path, changed), value)
  }
  return changed
}

function placeOf(path: ObjectPath, spec: JsonObject): FieldPath {
  const place: (string | number)[] = []
  for (const step of path.steps) {
    if (step.type === 'key') place.push(step.key)
    else place.push(elementOf(elementsAt(spec, place), step, path))
  }
  return place
}

function elementOf(
  elements: readonly JsonValue[],
  step: Exclude<PathStep, { readonly type: 'key' }>,
  { text }: ObjectPath,
): number {
  const names = elements.map((element) => childOf(element, 'name'))
  const index = step.type === 'index' ? step.index : names.indexOf(step.name)
  if (index >= 0 && index < elements.length) return index
  const known = step.type === 'index' ? [] : names.filter((name) => typeof name === 'string')
  throw new InputErrors([
    new InputError({
      file: 'experiment',
      path: text,
      expected:
        known.length > 0 ? describeChoices(known.map((name) => `[${name}]`)) : countText(elements),
      got: formatObjectPath([step]),
    }),
  ])
}

function countText({ length }: readonly JsonValue[]): string {
  return length === 0 ? 'a list that has elements' : `an element from [0] to [${length - 1}]`
}
