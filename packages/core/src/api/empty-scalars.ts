import type { ScalarName } from './api-schema.ts'
import type { JsonValue } from './json.ts'

/** What a value without fields is while nobody has set it; a time then is nothing at all. */
export const EMPTY_SCALARS: Readonly<Partial<Record<ScalarName, JsonValue>>> = {
  string: '',
  boolean: false,
  int32: 0,
  int64: 0,
  number: 0,
  quantity: '0',
  'int-or-string': 0,
}
