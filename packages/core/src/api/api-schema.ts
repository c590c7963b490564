import { API_FIELDS } from './api-fields.ts'
import { type KubernetesProfile, isAtLeast } from './kubernetes-version.ts'

/** The plain words that the field table uses for values without fields of their own. */
export type ScalarName =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'quantity'
  | 'int-or-string'
  | 'time'
  | 'micro-time'
  | 'any'

/** What a field may hold. */
export type ApiType =
  | { readonly form: 'object'; readonly name: string }
  | { readonly form: 'list'; readonly element: ApiType }
  | { readonly form: 'map'; readonly value: ApiType }
  | { readonly form: 'scalar'; readonly name: ScalarName }

/** A field of an API type in one release. */
export interface ApiField {
  readonly name: string
  readonly type: ApiType
  readonly isRequired: boolean
}

/** The fields of a type by name. */
export type ApiFields = ReadonlyMap<string, ApiField>

/** The types of one release, as the published API descriptions give them. */
export interface ApiSchema {
  readonly profile: KubernetesProfile
  /** The fields of a type; `undefined` for a name that the table does not have. */
  fieldsOf(typeName: string): ApiFields | undefined
}

const SCHEMAS = new Map<KubernetesProfile, ApiSchema>()

/** The schema of a release; 1.13 has that of 1.33, the oldest one described. Types are read when asked for. */
export function apiSchema(profile: KubernetesProfile): ApiSchema {
  const known = SCHEMAS.get(profile)
  if (known !== undefined) return known
  const schema = readSchema(profile)
  SCHEMAS.set(profile, schema)
  return schema
}

function readSchema(profile: KubernetesProfile): ApiSchema {
  const types = new Map<string, ApiFields>()
  const described = isAtLeast(profile, '1.33') ? profile : '1.33'
  return {
    profile,
    fieldsOf(typeName) {
      if (!Object.hasOwn(API_FIELDS, typeName)) return undefined
      const known = types.get(typeName)
      if (known !== undefined) return known
      const fields = readFields(API_FIELDS[typeName]!, described)
      types.set(typeName, fields)
      return fields
    },
  }
}

function readFields(
  entries: Readonly<Record<string, string>>,
  profile: KubernetesProfile,
): ApiFields {
  const fields = new Map<string, ApiField>()
  for (const [key, text] of Object.entries(entries)) {
    const [typeText, ...range] = text.split(' ')
    if (!isWithin(profile, range)) continue
    const isRequired = !key.endsWith('?')
    const name = isRequired ? key : key.slice(0, -1)
    fields.set(name, { name, type: readType(typeText!), isRequired })
  }
  return fields
}

/** `since A`, `until B` or `from A to B`. */
function isWithin(profile: KubernetesProfile, range: readonly string[]): boolean {
  for (let index = 0; index < range.length; index += 2) {
    const release = range[index + 1] as KubernetesProfile
    const isUpperEnd = range[index] === 'until' || range[index] === 'to'
    if (isUpperEnd ? !isAtLeast(release, profile) : !isAtLeast(profile, release)) return false
  }
  return true
}

function readType(text: string): ApiType {
  if (text.startsWith('[')) return { form: 'list', element: readType(text.slice(1, -1)) }
  if (text.startsWith('{')) return { form: 'map', value: readType(text.slice(1, -1)) }
  if (Object.hasOwn(API_FIELDS, text)) return { form: 'object', name: text }
  return { form: 'scalar', name: text as ScalarName }
}
