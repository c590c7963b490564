import { labelValue, qualifiedName } from '../../label-syntax.ts'
import type { StringMap } from '../../object-meta.ts'
import type { FieldErrors } from '../field-error.ts'
import { mustBe } from '../must-be.ts'

/** Labels, and whatever else is made of label keys and label values. Errors are told of the map. */
export function* validateLabels(labels: StringMap, path: string): FieldErrors {
  for (const [key, value] of Object.entries(labels)) {
    yield* mustBe(qualifiedName, key, path)
    yield* mustBe(labelValue, value, path)
  }
}
