import type { JsonObject } from '@seatrial/core'

/** A field of a JSON Schema. */
export interface SchemaField {
  readonly description?: string
  readonly properties?: Readonly<Record<string, SchemaField>>
  readonly items?: SchemaField
  readonly additionalProperties?: SchemaField | boolean
  readonly anyOf?: readonly SchemaField[]
  readonly oneOf?: readonly SchemaField[]
}

/** The fields of a JSON Schema with their paths, those of their parts after each. */
export function fieldsOf(schema: JsonObject): readonly (readonly [string, SchemaField])[] {
  return [...fieldsUnder(schema, '')]
}

function* fieldsUnder(
  schema: SchemaField,
  path: string,
): IterableIterator<readonly [string, SchemaField]> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    yield [`${path}${name}`, field]
    yield* fieldsUnder(field, `${path}${name}.`)
  }
  const { items, additionalProperties, anyOf = [], oneOf = [] } = schema
  for (const part of [items, additionalProperties, ...anyOf, ...oneOf]) {
    if (typeof part === 'object') yield* fieldsUnder(part, path)
  }
}
