import type { JsonObject, JsonValue } from '../json.ts'
import {
  prepareForCreate,
  prepareForStatusUpdate,
  prepareForUpdate,
} from '../object-preparation.ts'
import type { UnknownField } from '../unknown-fields.ts'
import type { ApiServerConfiguration } from './api-server-configuration.ts'
import { type WrongType, decode } from './decode.ts'
import type { FieldError } from './field-error.ts'
import {
  type ValidatedKind,
  type Validation,
  validateCreate,
  validateStatusUpdate,
  validateUpdate,
  warningsOnCreate,
} from './validate.ts'

/** What the API server makes of a manifest. */
export type Verdict =
  | { readonly type: 'undecodable'; readonly wrongType: WrongType }
  | (Remarks & { readonly type: 'refused'; readonly errors: readonly FieldError[] })
  | (Remarks & {
      readonly type: 'accepted'
      /** What is to be stored. */
      readonly object: JsonObject
    })

/** What it tells of a manifest whether it accepts it or not. */
interface Remarks {
  /** Fields that the release does not know: they are dropped. */
  readonly unknownFields: readonly UnknownField[]
  /** Remarks on a new object. */
  readonly warnings: readonly string[]
}

/** Whether a manifest can be created: it is decoded, prepared and held against the rules. */
export function judgeCreate(
  kind: ValidatedKind,
  manifest: JsonValue,
  configuration: ApiServerConfiguration,
): Verdict {
  const { profile, gates } = configuration
  return judge(kind, manifest, configuration, (decoded) => {
    const object = prepareForCreate(kind, decoded, profile, gates)
    return {
      object,
      validation: validateCreate(kind, object, configuration),
      warnings: warningsOnCreate(kind, object),
    }
  })
}

/** Whether a manifest can take the place of a stored object. */
export function judgeUpdate(
  kind: ValidatedKind,
  manifest: JsonValue,
  stored: JsonObject,
  configuration: ApiServerConfiguration,
): Verdict {
  const { profile, gates } = configuration
  return judge(kind, manifest, configuration, (decoded) => {
    const object = prepareForUpdate(kind, decoded, stored, profile, gates)
    return { object, validation: validateUpdate(kind, object, stored, configuration), warnings: [] }
  })
}

/** Whether the status in a manifest can take the place of that of a stored object. */
export function judgeStatusUpdate(
  kind: ValidatedKind,
  manifest: JsonValue,
  stored: JsonObject,
  configuration: ApiServerConfiguration,
): Verdict {
  const { profile, gates } = configuration
  return judge(kind, manifest, configuration, (decoded) => {
    const object = prepareForStatusUpdate(kind, decoded, stored, profile, gates)
    const validation = validateStatusUpdate(kind, object, stored, configuration)
    return { object, validation, warnings: [] }
  })
}

/** A manifest as it would be stored, and what is to be said about it. */
interface Findings {
  readonly object: JsonObject
  readonly validation: Validation
  readonly warnings: readonly string[]
}

function judge(
  kind: ValidatedKind,
  manifest: JsonValue,
  { profile }: ApiServerConfiguration,
  examine: (decoded: JsonObject) => Findings,
): Verdict {
  const decoding = decode(kind, manifest, profile)
  if (decoding.type === 'undecodable') return decoding
  const { object, validation, warnings } = examine(decoding.object)
  const remarks: Remarks = { unknownFields: decoding.unknownFields, warnings }
  if (validation.errors.length === 0) return { type: 'accepted', object, ...remarks }
  return { type: 'refused', errors: validation.errors, ...remarks }
}
