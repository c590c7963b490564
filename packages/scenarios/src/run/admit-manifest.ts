import {
  type ApiServerConfiguration,
  type FieldError,
  type JsonObject,
  type MetaObject,
  type ValidatedKind,
  type Verdict,
  type WallTime,
  judgeCreate,
  judgeUpdate,
  prepareForCreate,
  prepareForUpdate,
  readObject,
} from '@seatrial/core'
import { formatFieldPath } from '../format/paths/field-path.ts'
import { InputError, InputErrors, describeValue } from '../input-error.ts'

/** What turns a manifest into the object that the API server stores. */
export interface Admission {
  readonly configuration: ApiServerConfiguration
  /** The wall time of t = 0. */
  readonly epoch: WallTime
}

/** Where a manifest came from, for errors. */
export interface ManifestSource {
  readonly file: string
  readonly path: readonly (string | number)[]
}

/**
 * The object that is stored when this manifest is created. Throws `InputErrors` with everything that
 * the API server would refuse; kinds that the model does not store give undefined.
 */
export function admitCreate(
  manifest: JsonObject,
  source: ManifestSource,
  { configuration, epoch }: Admission,
): MetaObject | undefined {
  const kind = String(manifest['kind'])
  if (!isValidated(kind)) {
    const prepared = prepareForCreate(kind, manifest, configuration.profile, configuration.gates)
    return readObject(prepared, epoch)
  }
  return readObject(accepted(judgeCreate(kind, manifest, configuration), source, manifest), epoch)
}

/** The object that takes the place of `stored`, as the API server would store it. */
export function admitUpdate(
  manifest: JsonObject,
  stored: JsonObject,
  source: ManifestSource,
  { configuration, epoch }: Admission,
): MetaObject | undefined {
  const kind = String(manifest['kind'])
  if (!isValidated(kind)) {
    const { profile, gates } = configuration
    return readObject(prepareForUpdate(kind, manifest, stored, profile, gates), epoch)
  }
  const verdict = judgeUpdate(kind, manifest, stored, configuration)
  return readObject(accepted(verdict, source, manifest), epoch)
}

function isValidated(kind: string): kind is ValidatedKind {
  return kind === 'StatefulSet' || kind === 'DaemonSet'
}

function accepted(verdict: Verdict, source: ManifestSource, manifest: JsonObject): JsonObject {
  switch (verdict.type) {
    case 'accepted':
      return verdict.object
    case 'undecodable': {
      const { path, expected, got } = verdict.wrongType
      throw new InputErrors([inputError(source, manifest, path, expected, describeValue(got))])
    }
    case 'refused':
      throw new InputErrors(verdict.errors.map((error) => refusal(source, manifest, error)))
  }
}

function refusal(source: ManifestSource, manifest: JsonObject, error: FieldError): InputError {
  const got = error.badValue === undefined ? error.type : describeValue(error.badValue)
  return inputError(source, manifest, error.field, error.detail, got)
}

function inputError(
  source: ManifestSource,
  manifest: JsonObject,
  field: string,
  expected: string,
  got: string,
): InputError {
  const metadata = manifest['metadata'] as JsonObject | undefined
  const object = `${String(manifest['kind'])}/${String(metadata?.['name'])}`
  const place = source.path.length === 0 ? object : formatFieldPath(source.path)
  return new InputError({ file: source.file, path: `${place} ${field}`.trim(), expected, got })
}
