import type { KubernetesProfile } from '@seatrial/core'
import { InputError, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { type FieldPath, formatFieldPath } from '../paths/field-path.ts'

/** What the names and paths of a document are resolved against. */
export interface ResolutionContext {
  readonly document: SourceDocument
  /** The workloads that the scenario knows, each as it was last applied. */
  readonly workloads: readonly Manifest[]
  readonly profile: KubernetesProfile
}

/** What was resolved, and what could not be. */
export interface Resolved<Value> {
  readonly value: Value
  readonly errors: readonly InputError[]
}

/** An error about the last key of a path. */
export function errorAtKey(
  document: SourceDocument,
  path: FieldPath,
  fields: {
    readonly expected: string
    readonly got?: string
    readonly suggestion?: string | undefined
  },
): InputError {
  return new InputError({
    file: document.file,
    position: document.keyPosition(path),
    path: formatFieldPath(path, document.value),
    expected: fields.expected,
    got: fields.got ?? describeValue(path.at(-1)),
    suggestion: fields.suggestion,
  })
}
