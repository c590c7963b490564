import { qualifiedName } from '../../label-syntax.ts'
import { type FieldErrors, invalid } from '../field-error.ts'
import { mustBe } from '../must-be.ts'

/** The finalizers that may stand without a domain in front. */
const STANDARD_FINALIZERS: readonly string[] = ['orphan', 'foregroundDeletion', 'kubernetes']

/** `metadata.finalizers`: qualified names, and at most one way to treat dependents. */
export function* validateFinalizers(finalizers: readonly string[], path: string): FieldErrors {
  for (const [index, finalizer] of finalizers.entries()) {
    yield* mustBe(qualifiedName, finalizer, path)
    if (!finalizer.includes('/') && !STANDARD_FINALIZERS.includes(finalizer)) {
      yield invalid(`${path}[${index}]`, finalizer, 'must be a standard finalizer or have a domain')
    }
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    yield invalid(path, finalizers, 'must not contain both orphan and foregroundDeletion')
  }
}
