import type { JsonObject, JsonValue } from '../../json.ts'
import { isSameJson } from '../../same-json.ts'
import { listField, objectField, objectsField, textField } from '../../serialization/read-fields.ts'
import {
  type FieldError,
  type FieldErrors,
  distinctErrors,
  forbidden,
  invalid,
} from '../field-error.ts'
import { validateNarrowing } from './gated-placement.ts'

/** What the API server says of any other change; it then shows both specs, which nobody reads here. */
const REFUSAL =
  'pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to ' +
  'existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was ' +
  'previously negative)'

/**
 * Why the API server refuses to give a stored pod another `spec`; empty when it does not. Images may
 * change, a deadline may be set or lowered, tolerations may be added and scheduling gates taken away,
 * with which the pod may also be kept to fewer nodes; all else stays as it was made.
 */
export function podUpdateErrors(spec: JsonObject, old: JsonObject): readonly FieldError[] {
  return distinctErrors(validatePodUpdate(spec, old, 'spec'))
}

function* validatePodUpdate(spec: JsonObject, old: JsonObject, path: string): FieldErrors {
  for (const field of ['containers', 'initContainers']) {
    if (listField(spec, field).length === listField(old, field).length) continue
    yield forbidden(`${path}.${field}`, 'pod updates may not add or remove containers')
    return
  }
  yield* validateDeadline(spec, old, path)
  yield* validateTolerations(spec, old, `${path}.tolerations`)
  yield* validateGates(spec, old, `${path}.schedulingGates`)
  if (isGated(old)) yield* validateNarrowing(spec, old, path)
  if (!isSameJson(fixedFields(spec, old), fixedFields(old, old))) yield forbidden(path, REFUSAL)
}

/** A pod may be given less time than it has, or some where it has all that there is. */
function* validateDeadline(spec: JsonObject, old: JsonObject, path: string): FieldErrors {
  const [after, before] = [spec['activeDeadlineSeconds'], old['activeDeadlineSeconds']]
  const at = `${path}.activeDeadlineSeconds`
  if (typeof after !== 'number') {
    if (typeof before !== 'number') return
    yield invalid(at, undefined, 'must not update from a positive integer to nil value')
  } else if (after < 0) {
    yield invalid(at, after, 'must be greater than or equal to 0')
  } else if (typeof before === 'number' && after > before) {
    yield invalid(at, after, 'must be less than or equal to previous value')
  }
}

/** A toleration stays, for as long as one likes. */
function* validateTolerations(spec: JsonObject, old: JsonObject, path: string): FieldErrors {
  const tolerations = objectsField(spec, 'tolerations').map(withoutSeconds)
  for (const toleration of objectsField(old, 'tolerations').map(withoutSeconds)) {
    if (tolerations.some((one) => isSameJson(one, toleration))) continue
    yield forbidden(path, 'existing toleration can not be modified except its tolerationSeconds')
  }
}

function* validateGates(spec: JsonObject, old: JsonObject, path: string): FieldErrors {
  const known = objectsField(old, 'schedulingGates').map((gate) => textField(gate, 'name'))
  for (const gate of objectsField(spec, 'schedulingGates')) {
    const name = textField(gate, 'name')
    if (known.includes(name)) continue
    yield forbidden(path, `only deletion is allowed, but found new scheduling gate '${name}'`)
  }
}

/** The fields of a spec that may not change at all where it takes the place of `old`. */
function fixedFields(spec: JsonObject, old: JsonObject): JsonObject {
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
    ...(isGated(old) ? withoutNodes(spec) : {}),
    ...fixedGracePeriod(spec, old),
  }
}

function isGated(spec: JsonObject): boolean {
  return listField(spec, 'schedulingGates').length > 0
}

/** What of a spec is about the nodes that a gated pod may be kept to. */
function withoutNodes(spec: JsonObject): JsonObject {
  const { nodeAffinity: _nodeAffinity, ...affinity } = objectField(spec, 'affinity')
  return { nodeSelector: {}, affinity }
}

/** A negative grace period, which only old pods have, may be made the 1 s that it stands for. */
function fixedGracePeriod(spec: JsonObject, old: JsonObject): JsonObject {
  const before = old['terminationGracePeriodSeconds']
  const isMended = spec['terminationGracePeriodSeconds'] === 1 && Number(before) < 0
  return isMended ? { terminationGracePeriodSeconds: before as JsonValue } : {}
}

function withoutImage({ image: _image, ...others }: JsonObject): JsonObject {
  return others
}

function withoutSeconds({ tolerationSeconds: _seconds, ...others }: JsonObject): JsonObject {
  return others
}
