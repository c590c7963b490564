import type { JsonObject } from '@seatrial/core'
import type { FieldPath } from '../paths/field-path.ts'

/** A Kubernetes object as it came, with what it is known by. */
export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  /** '' for kinds that live outside of namespaces. */
  readonly namespace: string
  readonly name: string
  /** The whole object, unchanged. */
  readonly object: JsonObject
  /** Where it stands. */
  readonly origin: ManifestOrigin
}

/** Where a manifest was read from: a file, and the way to it inside its document. */
export interface ManifestOrigin {
  readonly file: string
  readonly path: FieldPath
}
