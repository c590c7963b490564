import { type ApiSchema, type ApiType, type ScalarName, apiSchema } from '../api-schema.ts'
import { type JsonObject, type JsonValue, isJsonObject } from '../json.ts'
import type { KubernetesProfile } from '../kubernetes-version.ts'
import { parseQuantity } from '../quantity.ts'
import { parseTimestamp } from '../timestamp.ts'
import { type UnknownField, unknownFields, withoutUnknownFields } from '../unknown-fields.ts'

/** A field holds a value of a type that it cannot have. */
export interface WrongType {
  /** As `spec.template.spec.containers[0].ports`. */
  readonly path: string
  /** What it can have: `a list`, `a whole number of 32 bits`. */
  readonly expected: string
  readonly got: JsonValue
}

/** What became of a manifest when it was read as an object of a kind. */
export type Decoding =
  | { readonly type: 'undecodable'; readonly wrongType: WrongType }
  | {
      readonly type: 'decoded'
      /** Without nulls, and without the fields that the release does not know. */
      readonly object: JsonObject
      readonly unknownFields: readonly UnknownField[]
    }

/**
 * Reads a manifest as an object of that kind (or of any other type of the field table), as the API
 * server does before anything else: it gives up at the first value of a wrong type, and drops what
 * it does not know.
 */
export function decode(kind: string, manifest: JsonValue, profile: KubernetesProfile): Decoding {
  const type: ApiType = { form: 'object', name: kind }
  const wrongType = findWrongType(type, manifest, '', apiSchema(profile))
  if (wrongType !== undefined) return { type: 'undecodable', wrongType }
  const object = manifest as JsonObject
  return {
    type: 'decoded',
    object: withoutUnknownFields(kind, object, profile),
    unknownFields: unknownFields(kind, object, profile),
  }
}

/** The first value, in the order of the manifest, of a type that its field cannot have. */
function findWrongType(
  type: ApiType,
  value: JsonValue,
  path: string,
  schema: ApiSchema,
): WrongType | undefined {
  if (value === null) return undefined
  switch (type.form) {
    case 'scalar':
      return isScalar(type.name, value) ? undefined : wrong(path, EXPECTED[type.name], value)
    case 'list':
      return Array.isArray(value)
        ? findInList(type.element, value, path, schema)
        : wrong(path, 'a list', value)
    case 'map':
      return isJsonObject(value)
        ? findInMap(type.value, value, path, schema)
        : wrong(path, 'a map', value)
    case 'object':
      return isJsonObject(value)
        ? findInObject(type.name, value, path, schema)
        : wrong(path, 'an object', value)
  }
}

function findInList(
  element: ApiType,
  list: readonly JsonValue[],
  path: string,
  schema: ApiSchema,
): WrongType | undefined {
  for (const [index, value] of list.entries()) {
    const found = findWrongType(element, value, `${path}[${index}]`, schema)
    if (found !== undefined) return found
  }
  return undefined
}

function findInMap(
  type: ApiType,
  map: JsonObject,
  path: string,
  schema: ApiSchema,
): WrongType | undefined {
  for (const key of Object.keys(map)) {
    const found = findWrongType(type, map[key]!, `${path}[${key}]`, schema)
    if (found !== undefined) return found
  }
  return undefined
}

function findInObject(
  typeName: string,
  object: JsonObject,
  path: string,
  schema: ApiSchema,
): WrongType | undefined {
  const fields = schema.fieldsOf(typeName)
  for (const key of Object.keys(object)) {
    const field = fields?.get(key)
    if (field === undefined) continue
    const fieldPath = path === '' ? key : `${path}.${key}`
    const found = findWrongType(field.type, object[key]!, fieldPath, schema)
    if (found !== undefined) return found
  }
  return undefined
}

function wrong(path: string, expected: string, got: JsonValue): WrongType {
  return { path, expected, got }
}

const EXPECTED: Readonly<Record<ScalarName, string>> = {
  string: 'a text',
  boolean: 'true or false',
  int32: 'a whole number of 32 bits',
  int64: 'a whole number of 64 bits',
  number: 'a number',
  quantity: 'a quantity such as 500m or 1Gi',
  'int-or-string': 'a whole number of 32 bits or a text',
  time: 'a time such as 2026-01-01T00:00:00Z',
  'micro-time': 'a time such as 2026-01-01T00:00:00.000000Z',
  any: 'anything',
}

const INT32_MIN = -2_147_483_648
const INT32_MAX = 2_147_483_647
/** One more than the largest. */
const INT64_LIMIT = 0x8000_0000_0000_0000

function isScalar(name: ScalarName, value: JsonValue): boolean {
  switch (name) {
    case 'string':
      return typeof value === 'string'
    case 'boolean':
      return typeof value === 'boolean'
    case 'int32':
      return isInt32(value)
    case 'int64':
      return isInt64(value)
    case 'number':
      return typeof value === 'number'
    case 'quantity':
      return parseQuantity(value) !== undefined
    case 'int-or-string':
      return typeof value === 'string' || isInt32(value)
    case 'time':
    case 'micro-time':
      return typeof value === 'string' && parseTimestamp(value) !== undefined
    case 'any':
      return true
  }
}

/** A number may be the largest of 64 bits, rounded up; only a bigint tells. */
function isInt64(value: JsonValue): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value
  return Number.isInteger(value) && Math.abs(value as number) <= INT64_LIMIT
}

function isInt32(value: JsonValue): boolean {
  return Number.isInteger(value) && (value as number) >= INT32_MIN && (value as number) <= INT32_MAX
}
