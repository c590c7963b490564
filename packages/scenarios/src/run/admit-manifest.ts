import {
  type FieldError,
  type JsonObject,
  type MetaObject,
  type Verdict,
  readObject,
} from '@seatrial/core'
import { describeField, describeRefusal } from '../format/manifests/api-refusal.ts'
import { readApiPath } from '../format/manifests/api-path.ts'
import { formatFieldPath } from '../format/paths/field-path.ts'
import { InputError, InputErrors } from '../input-error.ts'
import { type Admission, judgeNew, judgeReplacement } from './judge-object.ts'

export type { Admission } from './judge-object.ts'

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
  admission: Admission,
): MetaObject | undefined {
  const verdict = judgeNew(String(manifest['kind']), manifest, admission)
  return readObject(accepted(verdict, source, manifest), admission.epoch)
}

/** The object that takes the place of `stored`, as the API server would store it. */
export function admitUpdate(
  manifest: JsonObject,
  stored: JsonObject,
  source: ManifestSource,
  admission: Admission,
): MetaObject | undefined {
  const verdict = judgeReplacement(String(manifest['kind']), manifest, stored, admission)
  return readObject(accepted(verdict, source, manifest), admission.epoch)
}

function accepted(verdict: Verdict, source: ManifestSource, manifest: JsonObject): JsonObject {
  switch (verdict.type) {
    case 'accepted':
      return verdict.object
    case 'undecodable': {
      const { path, expected } = verdict.wrongType
      const got = describeField(manifest, readApiPath(manifest, path))
      throw new InputErrors([inputError(source, manifest, path, expected, got)])
    }
    case 'refused':
      throw new InputErrors(verdict.errors.map((error) => refusal(source, manifest, error)))
  }
}

function refusal(source: ManifestSource, manifest: JsonObject, error: FieldError): InputError {
  const { expected, got } = describeRefusal(manifest, error)
  return inputError(source, manifest, error.field, expected, got)
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
