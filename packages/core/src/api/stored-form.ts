import { type ApiField, type ApiSchema, type ApiType, apiSchema } from './api-schema.ts'
import { EMPTY_SCALARS } from './empty-scalars.ts'
import { storesField } from './gated-fields.ts'
import { type JsonObject, type JsonValue, isJsonObject } from './json.ts'
import type { KubernetesProfile } from './kubernetes-version.ts'
import { alwaysWritten, isKeptWhenEmpty } from './optional-fields.ts'
import { formatQuantity, parseQuantity, roundUpToMilli } from './quantity.ts'

/**
 * A defaulted object as the API server gives it back: unknown fields and nulls gone, empty optional
 * fields left out unless the API holds them by pointer, quantities in their canonical text.
 * (`conformance/revision-hash.md`, the bytes 1, 3 and 8)
 */
export function storedForm(
  typeName: string,
  object: JsonObject,
  profile: KubernetesProfile,
): JsonObject {
  return storedObject(typeName, object, apiSchema(profile))
}

function storedObject(typeName: string, object: JsonObject, schema: ApiSchema): JsonObject {
  const fields = schema.fieldsOf(typeName)
  if (fields === undefined) return object
  const stored: Record<string, JsonValue> = {}
  for (const key of Object.keys(object)) {
    const field = fields.get(key)
    const value = object[key] ?? null
    if (field === undefined || value === null) continue
    if (!storesField(typeName, key, schema.profile)) continue
    const storedField = storedValue(field.type, value, schema)
    if (!isOmitted(typeName, field, storedField)) stored[key] = storedField
  }
  for (const field of fields.values()) {
    if (Object.hasOwn(stored, field.name)) continue
    const empty = emptyValue(typeName, field, schema)
    if (empty !== undefined) stored[field.name] = empty
  }
  return stored
}

function storedValue(type: ApiType, value: JsonValue, schema: ApiSchema): JsonValue {
  switch (type.form) {
    case 'object':
      return isJsonObject(value) ? storedObject(type.name, value, schema) : value
    case 'list':
      return Array.isArray(value)
        ? value.map((item) => storedValue(type.element, item, schema))
        : value
    case 'map':
      return isJsonObject(value) ? storedMap(type.value, value, schema) : value
    case 'scalar':
      return type.name === 'quantity' ? storedQuantity(value) : value
  }
}

/** A map of quantities is a list of resources, and those have nothing finer than a thousandth. */
function storedMap(type: ApiType, map: JsonObject, schema: ApiSchema): JsonObject {
  const stored: Record<string, JsonValue> = {}
  for (const key of Object.keys(map)) {
    const isResource = type.form === 'scalar' && type.name === 'quantity'
    stored[key] = isResource ? storedResource(map[key]!) : storedValue(type, map[key]!, schema)
  }
  return stored
}

function storedQuantity(value: JsonValue): JsonValue {
  const quantity = parseQuantity(value)
  return quantity === undefined ? value : formatQuantity(quantity)
}

function storedResource(value: JsonValue): JsonValue {
  const quantity = parseQuantity(value)
  return quantity === undefined ? value : formatQuantity(roundUpToMilli(quantity))
}

function isOmitted(typeName: string, field: ApiField, value: JsonValue): boolean {
  if (field.type.form === 'object' || !isEmpty(value)) return false
  if (field.type.form !== 'scalar') return true
  return !field.isRequired && !isKeptWhenEmpty(typeName, field.name)
}

function isEmpty(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return !value
  return Object.keys(value).length === 0
}

/** What is written for a field that is not there; `undefined`: nothing. */
function emptyValue(
  typeName: string,
  { name, type, isRequired }: ApiField,
  schema: ApiSchema,
): JsonValue | undefined {
  if (!isRequired && !alwaysWritten(typeName).has(name)) return undefined
  switch (type.form) {
    case 'object':
      return isRequired ? undefined : storedObject(type.name, {}, schema)
    case 'list':
    case 'map':
      return null
    case 'scalar':
      return EMPTY_SCALARS[type.name]
  }
}
