import type { JsonObject } from './json.ts'
import type { ObjectMeta } from './object-meta.ts'

/** A ControllerRevision: one remembered pod template of a set (apps/v1). */
export interface ControllerRevision {
  readonly kind: 'ControllerRevision'
  readonly metadata: ObjectMeta
  readonly revision: number
  /** The exact bytes of `data`, as text: two revisions are equal when these are. */
  readonly data: string
  /** `data` parsed; undefined when it does not decode as an object. */
  readonly content: JsonObject | undefined
}
