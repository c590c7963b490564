import type { FieldError, JsonObject } from '@seatrial/core'
import { describeSort, describeValue } from '../../input-error.ts'
import { type FieldPath, valueAt } from '../paths/field-path.ts'
import { readApiPath } from './api-path.ts'

/** What the API server refuses of an object, in the words of an input error. */
export interface ApiRefusal {
  readonly path: FieldPath
  readonly expected: string
  readonly got: string
}

/** One reason for which the API server refuses an object. */
export function describeRefusal(object: JsonObject, { field, detail }: FieldError): ApiRefusal {
  const path = readApiPath(object, field)
  return { path, expected: `what Kubernetes accepts (${detail})`, got: describeField(object, path) }
}

/** Values that may be secret are not shown: those of env, annotations, arguments and data. */
export function describeField(object: JsonObject, path: FieldPath): string {
  const value = valueAt(object, path)
  return path.some((step) => SECRETIVE_FIELDS.has(step))
    ? describeSort(value)
    : describeValue(value)
}

const SECRETIVE_FIELDS: ReadonlySet<string | number> = new Set([
  'annotations',
  'args',
  'command',
  'data',
  'env',
])
