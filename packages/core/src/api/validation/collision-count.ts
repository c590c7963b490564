import { type FieldErrors, invalid } from './field-error.ts'
import { mustNotBeNegative } from './must-be.ts'

/** `status.collisionCount` only grows: revision names hang on it. */
export function* validateCollisionCount(
  count: number | undefined,
  old: number | undefined,
): FieldErrors {
  yield* mustNotBeNegative(count, 'status.collisionCount')
  if (old !== undefined && (count === undefined || count < old)) {
    yield invalid('status.collisionCount', count ?? 0, `must not go back from ${old}`)
  }
}
