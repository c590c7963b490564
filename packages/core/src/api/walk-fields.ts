import { type ApiFields, type ApiSchema, type ApiType } from './api-schema.ts'
import { type JsonObject, type JsonValue, isJsonObject } from './json.ts'

/** A field that an object has, in one of the types of the field table. */
export interface VisitedField {
  readonly typeName: string
  readonly name: string
  /** As `spec.template.spec.containers[0].image`, `…limits[cpu]`. */
  readonly path: string
  /** What fields there are in that type; this one may not be among them. */
  readonly fields: ApiFields
}

/** Visits all fields of an object in their order; what lies under an unknown one is passed over. */
export function walkFields(
  typeName: string,
  object: JsonObject,
  schema: ApiSchema,
  visit: (field: VisitedField) => void,
): void {
  walk({ form: 'object', name: typeName }, object, '')

  function walk(type: ApiType, value: JsonValue, path: string): void {
    if (type.form === 'list' && Array.isArray(value)) {
      value.forEach((element, index) => walk(type.element, element, `${path}[${index}]`))
    }
    if (!isJsonObject(value)) return
    if (type.form === 'object') walkObject(type.name, value, path)
    if (type.form !== 'map') return
    for (const key of Object.keys(value)) walk(type.value, value[key]!, `${path}[${key}]`)
  }

  function walkObject(name: string, value: JsonObject, path: string): void {
    const fields = schema.fieldsOf(name)
    if (fields === undefined) return
    for (const key of Object.keys(value)) {
      const keyPath = path === '' ? key : `${path}.${key}`
      const field = fields.get(key)
      visit({ typeName: name, name: key, path: keyPath, fields })
      if (field !== undefined) walk(field.type, value[key]!, keyPath)
    }
  }
}
