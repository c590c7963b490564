import { type ApiSchema, type ApiType, apiSchema } from './api-schema.ts'
import { EMPTY_SCALARS } from './empty-scalars.ts'
import { storesField } from './gated-fields.ts'
import { type JsonObject, type JsonValue, isJsonObject } from './json.ts'
import type { KubernetesProfile } from './kubernetes-version.ts'
import { nearestWord } from './nearest-word.ts'
import { walkFields } from './walk-fields.ts'

/** A field that the release does not know; the API server drops it, kubectl refuses it. */
export interface UnknownField {
  /** As `spec.template.spec.containers[0].imagePulPolicy`. */
  readonly path: string
  /** The known field that was probably meant. */
  readonly nearest: string | undefined
}

/** The unknown fields of an object of a kind (or any other type of the field table), in order. */
export function unknownFields(
  typeName: string,
  object: JsonObject,
  profile: KubernetesProfile,
): readonly UnknownField[] {
  const unknown: UnknownField[] = []
  walkFields(typeName, object, apiSchema(profile), ({ name, path, fields }) => {
    if (!fields.has(name)) unknown.push({ path, nearest: nearestWord(name, fields.keys()) })
  })
  return unknown
}

/** The paths of fields that the release knows and yet drops, since their gate is off by default. */
export function droppedFields(
  typeName: string,
  object: JsonObject,
  profile: KubernetesProfile,
): readonly string[] {
  const dropped: string[] = []
  walkFields(typeName, object, apiSchema(profile), ({ typeName: owner, name, path, fields }) => {
    if (fields.has(name) && !storesField(owner, name, profile)) dropped.push(path)
  })
  return dropped
}

/**
 * The object without the fields that the release does not know, and without nulls: those of a list
 * or a map become the empty value of their type.
 */
export function withoutUnknownFields(
  typeName: string,
  object: JsonObject,
  profile: KubernetesProfile,
): JsonObject {
  const type: ApiType = { form: 'object', name: typeName }
  return knownPart(type, object, apiSchema(profile)) as JsonObject
}

function knownPart(type: ApiType, value: JsonValue, schema: ApiSchema): JsonValue {
  if (Array.isArray(value)) {
    return type.form === 'list'
      ? value.map((element) => knownPart(type.element, element ?? emptyValue(type.element), schema))
      : value
  }
  if (!isJsonObject(value) || type.form === 'scalar' || type.form === 'list') return value
  const fields = type.form === 'object' ? schema.fieldsOf(type.name) : undefined
  if (type.form === 'object' && fields === undefined) return value
  const known: Record<string, JsonValue> = {}
  for (const key of Object.keys(value)) {
    const fieldType = type.form === 'map' ? type.value : fields?.get(key)?.type
    const child = value[key] ?? (type.form === 'map' ? emptyValue(type.value) : null)
    if (fieldType !== undefined && child !== null) known[key] = knownPart(fieldType, child, schema)
  }
  return known
}

function emptyValue(type: ApiType): JsonValue {
  if (type.form === 'list') return []
  if (type.form !== 'scalar') return {}
  return EMPTY_SCALARS[type.name] ?? null
}
