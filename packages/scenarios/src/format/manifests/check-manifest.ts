import {
  type ApiServerConfiguration,
  type FieldError,
  type KubernetesProfile,
  KUBERNETES_PROFILES,
  type UnknownField,
  type WrongType,
  decode,
  judgeCreate,
  unknownFields,
} from '@seatrial/core'
import { InputError, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { type FieldPath, childOf, formatFieldPath } from '../paths/field-path.ts'
import { readApiPath } from './api-path.ts'
import { describeField, describeRefusal } from './api-refusal.ts'
import type { Manifest } from './manifest.ts'
import type { ManifestCheck } from './read-manifests.ts'
import { findTooManyReplicas } from './replica-limit.ts'

/**
 * Checks what is applied: fields of a wrong type, fields that no known release has, and for
 * StatefulSets and DaemonSets whatever else the API server refuses. What has a uid comes from a
 * cluster, which has checked it before.
 */
export function checkApplied(configuration: ApiServerConfiguration): ManifestCheck {
  const checkStored = checkExisting(configuration)
  return (document, manifest) => {
    const isStored = childOf(manifest.object['metadata'], 'uid') !== undefined
    if (isStored) return checkStored(document, manifest)
    return checkNew({ document, manifest }, configuration)
  }
}

/** Checks what a cluster is said to have already: fields of a wrong type, and sets that are too large. */
export function checkExisting({ profile }: ApiServerConfiguration): ManifestCheck {
  return (document, manifest) => checkTypes({ document, manifest }, profile)
}

function checkNew(place: Place, configuration: ApiServerConfiguration): readonly InputError[] {
  const { kind, object } = place.manifest
  if (kind !== 'StatefulSet' && kind !== 'DaemonSet') {
    return [...checkTypes(place, configuration.profile), ...checkFields(place)]
  }
  const tooMany = checkSize(place)
  if (tooMany.length > 0) return tooMany
  const verdict = judgeCreate(kind, object, configuration)
  if (verdict.type === 'undecodable') {
    return [wrongType(place, verdict.wrongType), ...checkFields(place)]
  }
  const refusals = verdict.type === 'refused' ? verdict.errors : []
  return [...checkFields(place), ...refusals.map((refusal) => refused(place, refusal))]
}

/** A manifest and the document that it stands in. */
interface Place {
  readonly document: SourceDocument
  readonly manifest: Manifest
}

function checkTypes(place: Place, profile: KubernetesProfile): readonly InputError[] {
  const decoding = decode(place.manifest.kind, place.manifest.object, profile)
  return decoding.type === 'undecodable' ? [wrongType(place, decoding.wrongType)] : checkSize(place)
}

function checkSize(place: Place): readonly InputError[] {
  return findTooManyReplicas(place.manifest.object).map(({ path, expected, got }) =>
    errorAt(place, path, { expected, got }),
  )
}

/** Fields that only some releases have are those releases' business: the others drop them. */
function checkFields(place: Place): readonly InputError[] {
  const { kind, object } = place.manifest
  const [newest, ...older] = [...KUBERNETES_PROFILES].reverse()
  let unknown = unknownFields(kind, object, newest!)
  for (const profile of older) {
    if (unknown.length === 0) return []
    const paths = new Set(unknownFields(kind, object, profile).map(({ path }) => path))
    unknown = unknown.filter(({ path }) => paths.has(path))
  }
  return unknown.map((field) => unknownField(place, field))
}

function wrongType(place: Place, { path, expected }: WrongType): InputError {
  return errorAt(place, readApiPath(place.manifest.object, path), { expected })
}

function unknownField(place: Place, { path, nearest }: UnknownField): InputError {
  const inner = readApiPath(place.manifest.object, path)
  return errorAt(place, inner, {
    expected: `a field of a ${place.manifest.kind}`,
    got: describeValue(inner.at(-1)),
    suggestion: nearest,
    isKey: true,
  })
}

function refused(place: Place, refusal: FieldError): InputError {
  const { path, expected, got } = describeRefusal(place.manifest.object, refusal)
  return errorAt(place, path, { expected, got })
}

function errorAt(
  { document, manifest }: Place,
  inner: FieldPath,
  fields: {
    readonly expected: string
    readonly got?: string
    readonly suggestion?: string | undefined
    readonly isKey?: boolean
  },
): InputError {
  const path = [...manifest.origin.path, ...inner]
  return new InputError({
    file: document.file,
    position: fields.isKey === true ? document.keyPosition(path) : document.valuePosition(path),
    path: formatFieldPath(path, document.value),
    expected: fields.expected,
    got: fields.got ?? describeField(manifest.object, inner),
    suggestion: fields.suggestion,
  })
}
