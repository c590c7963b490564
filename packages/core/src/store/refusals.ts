import { qualifiedResource } from '../api/resource-group.ts'
import type { Resource } from '../api/stored-object.ts'
import { fieldErrorText } from '../api/validation/field-error-text.ts'
import type { FieldError } from '../api/validation/field-error.ts'
import { type ApiResult, type Refusal, refused } from './api-result.ts'

/** The refusal of a request about an object that is not there. */
export function notFound(resource: Resource, name: string): ApiResult {
  return refused('NotFound', `${qualifiedResource(resource)} "${name}" not found`)
}

/** The refusal of a write of an object that somebody else has written meanwhile. */
export function conflict(resource: Resource, name: string): ApiResult {
  return refused(
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedResource(resource)} "${name}": the object has been ` +
      'modified; please apply your changes to the latest version and try again',
  )
}

/** The refusal of an object that breaks the rules of its kind, for one reason or several. */
export function invalidObject(kind: string, name: string, errors: readonly FieldError[]): Refusal {
  const texts = errors.map(fieldErrorText)
  const all = texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`
  return {
    ...refused('Invalid', `${kind} "${name}" is invalid: ${all}`),
    details: { kind, name, errors },
  }
}
