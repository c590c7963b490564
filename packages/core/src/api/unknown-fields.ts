import { type ApiFields, type ApiSchema, type ApiType, apiSchema } from './api-schema.ts'
import { EMPTY_SCALARS } from './empty-scalars.ts'
import { type JsonObject, type JsonValue, isJsonObject } from './json.ts'
import type { KubernetesProfile } from './kubernetes-version.ts'
import { nearestWord } from './nearest-word.ts'

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
  const found: UnknownField[] = []
  collect({ form: 'object', name: typeName }, object, '', { schema: apiSchema(profile), found })
  return found
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

interface Search {
  readonly schema: ApiSchema
  readonly found: UnknownField[]
}

function collect(type: ApiType, value: JsonValue, path: string, search: Search): void {
  if (type.form === 'list' && Array.isArray(value)) {
    value.forEach((element, index) => collect(type.element, element, `${path}[${index}]`, search))
  }
  if (!isJsonObject(value)) return
  if (type.form === 'map') {
    for (const key of Object.keys(value))
      collect(type.value, value[key]!, `${path}[${key}]`, search)
  }
  if (type.form === 'object')
    collectFromObject(search.schema.fieldsOf(type.name), value, path, search)
}

function collectFromObject(
  fields: ApiFields | undefined,
  object: JsonObject,
  path: string,
  search: Search,
): void {
  if (fields === undefined) return
  for (const key of Object.keys(object)) {
    const keyPath = path === '' ? key : `${path}.${key}`
    const field = fields.get(key)
    if (field === undefined)
      search.found.push({ path: keyPath, nearest: nearestWord(key, fields.keys()) })
    else collect(field.type, object[key]!, keyPath, search)
  }
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
