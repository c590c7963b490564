import {
  type ApiServerConfiguration,
  type JsonObject,
  type ValidatedKind,
  judgeCreate,
  judgeUpdate,
} from '@seatrial/core'
import { type ApiRefusal, describeField, describeRefusal } from '../format/manifests/api-refusal.ts'
import { readApiPath } from '../format/manifests/api-path.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { findTooManyReplicas } from '../format/manifests/replica-limit.ts'
import { addressOf } from '../format/manifests/workloads.ts'
import { type FieldPath, formatFieldPath } from '../format/paths/field-path.ts'
import { InputError } from '../input-error.ts'

/** A field to which a flag gives a new value. */
export interface AssignedField {
  /** As in `--set`. */
  readonly flag: string
  readonly path: FieldPath
}

/**
 * What the API server would refuse of a workload with new values, said of the flag that gives the
 * value: before a cluster is made for it.
 */
export function refusalsOf(
  before: Manifest,
  after: Manifest,
  fields: readonly AssignedField[],
  configuration: ApiServerConfiguration,
): readonly InputError[] {
  const refused = judge(before, after.object, configuration)
  const refusals = refused.length > 0 ? refused : findTooManyReplicas(after.object)
  return refusals.map(({ path, expected, got }) => {
    const { flag } = fields.find((field) => isAbout(path, field)) ?? fields[0]!
    const place = `${addressOf(before)} ${formatFieldPath(path, after.object)}`
    return new InputError({ file: flag, path: place, expected, got })
  })
}

function judge(
  { kind, object: before }: Manifest,
  after: JsonObject,
  configuration: ApiServerConfiguration,
): readonly ApiRefusal[] {
  const validated = kind as ValidatedKind
  const stored = storedForm(validated, before, configuration)
  const verdict = judgeUpdate(validated, after, stored, configuration)
  switch (verdict.type) {
    case 'accepted':
      return []
    case 'refused':
      return verdict.errors.map((error) => describeRefusal(after, error))
    case 'undecodable': {
      const path = readApiPath(after, verdict.wrongType.path)
      return [{ path, expected: verdict.wrongType.expected, got: describeField(after, path) }]
    }
  }
}

/** The object with its defaults, as far as the API server would take it. */
function storedForm(
  kind: ValidatedKind,
  object: JsonObject,
  configuration: ApiServerConfiguration,
): JsonObject {
  const verdict = judgeCreate(kind, object, configuration)
  return verdict.type === 'accepted' ? verdict.object : object
}

/** One of the paths leads through the other. */
function isAbout(path: FieldPath, field: AssignedField): boolean {
  const length = Math.min(path.length, field.path.length)
  return path.slice(0, length).every((step, index) => step === field.path[index])
}
