import type { JsonObject, JsonValue } from '../../json.ts'
import { isSameJson } from '../../same-json.ts'
import { listField, objectsField } from '../../serialization/read-fields.ts'

/** What the API server says of any other change; it then shows both specs, which nobody reads here. */
export const POD_UPDATE_REFUSAL: string =
  'pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to ' +
  'existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was ' +
  'previously negative)'

/**
 * Whether a stored pod's spec may become another one: images may change, the deadline may, tolerations may
 * be added, and scheduling gates be taken away; all else stays as it was made.
 */
export function mayBecome(stored: JsonObject, wanted: JsonObject): boolean {
  if (stored === wanted) return true
  return (
    areAdded(listField(stored, 'tolerations'), listField(wanted, 'tolerations')) &&
    areAdded(listField(wanted, 'schedulingGates'), listField(stored, 'schedulingGates')) &&
    isSameJson(withoutMutable(stored), withoutMutable(wanted))
  )
}

/** A stored pod's spec with the fields that may change taken from another one. */
export function withMutableFields(stored: JsonObject, wanted: JsonObject): JsonObject {
  const changed: Record<string, JsonValue> = { ...stored }
  for (const field of MUTABLE_FIELDS) {
    const value = wanted[field]
    if (value === undefined) delete changed[field]
    else changed[field] = value
  }
  return changed
}

const MUTABLE_FIELDS = [
  'activeDeadlineSeconds',
  'containers',
  'initContainers',
  'schedulingGates',
  'tolerations',
]

/** True when all of the fewer are among the more. */
function areAdded(fewer: readonly JsonValue[], more: readonly JsonValue[]): boolean {
  return fewer.every((one) => more.some((other) => isSameJson(one, other)))
}

/** A spec without the fields that may change. */
function withoutMutable(spec: JsonObject): JsonObject {
  const {
    activeDeadlineSeconds: _deadline,
    tolerations: _tolerations,
    schedulingGates: _gates,
    ...others
  } = spec
  return {
    ...others,
    containers: objectsField(spec, 'containers').map(withoutImage),
    initContainers: objectsField(spec, 'initContainers').map(withoutImage),
  }
}

function withoutImage({ image: _image, ...others }: JsonObject): JsonObject {
  return others
}
