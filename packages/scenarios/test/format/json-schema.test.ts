import type { JsonObject, JsonValue } from '@seatrial/core'
import { isJsonObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { scenarioJsonSchema } from '../../src/format/json-schema.ts'

const schema = scenarioJsonSchema()
const definitions = schema['$defs'] as JsonObject

interface Field {
  readonly place: string
  readonly schema: JsonObject
  readonly isRequired: boolean
  /** One of several keys of which exactly one is given. */
  readonly isChoice: boolean
}

/** Every field of every map that the schema knows. */
function* fieldsOf(value: JsonValue, place: string): Generator<Field> {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries())
      yield* fieldsOf(element as JsonValue, `${place}/${index}`)
  }
  if (!isJsonObject(value)) return
  const properties = value['properties']
  if (isJsonObject(properties)) {
    const required = (value['required'] ?? []) as readonly string[]
    for (const [name, field] of Object.entries(properties)) {
      yield {
        place: `${place}.${name}`,
        schema: field as JsonObject,
        isRequired: required.includes(name),
        isChoice: value['minProperties'] === 1,
      }
    }
  }
  for (const [key, child] of Object.entries(value)) yield* fieldsOf(child, `${place}/${key}`)
}

const fields = [...fieldsOf(schema, '')]

describe('the JSON Schema', () => {
  it('is of the newest draft and covers both documents', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      anyOf: [{ $ref: '#/$defs/Scenario' }, { $ref: '#/$defs/Experiment' }],
    })
  })

  it('describes every field', () => {
    expect(fields.length).toBeGreaterThan(200)
    expect(fields.filter((field) => field.schema['description'] === undefined)).toEqual([])
  })

  it('says of every field that may be left out what happens then', () => {
    const silent = fields.filter(({ schema: field, isRequired, isChoice }) => {
      const says = /default|left out/i.test(JSON.stringify(field['description']))
      return !isRequired && !isChoice && field['default'] === undefined && !says
    })

    expect(silent.map(({ place }) => place)).toEqual([])
  })

  it('refuses unknown fields', () => {
    const open = JSON.stringify(schema).match(/"additionalProperties":true/g)

    expect(open).toBeNull()
  })

  it('resolves all of its references', () => {
    const names = [...JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)].map(
      ([, name = '']) => name,
    )

    expect(names.filter((name) => !Object.hasOwn(definitions, name))).toEqual([])
  })
})
