import { qualifiedResource } from '../api/resource-group.ts'
import type { Resource } from '../api/stored-object.ts'
import { type ApiResult, refused } from './api-result.ts'

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
