import {
  type ApiServerConfiguration,
  type FieldError,
  type JsonObject,
  type KubernetesProfile,
  KUBERNETES_PROFILES,
  type UnknownField,
  type WrongType,
  decode,
  judgeCreate,
  unknownFields,
} from '@seatrial/core'
import { InputError, describeSort, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { type FieldPath, childOf, formatFieldPath, valueAt } from '../paths/field-path.ts'
import { readApiPath } from './api-path.ts'
import type { Manifest } from './manifest.ts'
import type { ManifestCheck } from './read-manifests.ts'

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

/** Checks what a cluster is said to have already: fields of a wrong type. */
export function checkExisting({ profile }: ApiServerConfiguration): ManifestCheck {
  return (document, manifest) => checkTypes({ document, manifest }, profile)
}

function checkNew(place: Place, configuration: ApiServerConfiguration): readonly InputError[] {
  const { kind, object } = place.manifest
  if (kind !== 'StatefulSet' && kind !== 'DaemonSet') {
    return [...checkTypes(place, configuration.profile), ...checkFields(place)]
  }
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
  return decoding.type === 'undecodable' ? [wrongType(place, decoding.wrongType)] : []
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
  return errorAt(place, path, { expected })
}

function unknownField(place: Place, { path, nearest }: UnknownField): InputError {
  const key = readApiPath(place.manifest.object, path).at(-1)
  const expected = `a field of a ${place.manifest.kind}`
  return errorAt(place, path, {
    expected,
    got: describeValue(key),
    suggestion: nearest,
    isKey: true,
  })
}

function refused(place: Place, { field, detail }: FieldError): InputError {
  return errorAt(place, field, { expected: `what Kubernetes accepts (${detail})` })
}

function errorAt(
  { document, manifest }: Place,
  apiPath: string,
  fields: {
    readonly expected: string
    readonly got?: string
    readonly suggestion?: string | undefined
    readonly isKey?: boolean
  },
): InputError {
  const inner = readApiPath(manifest.object, apiPath)
  const path = [...manifest.origin.path, ...inner]
  return new InputError({
    file: document.file,
    position: fields.isKey === true ? document.keyPosition(path) : document.valuePosition(path),
    path: formatFieldPath(path, document.value),
    expected: fields.expected,
    got: fields.got ?? describe(manifest.object, inner),
    suggestion: fields.suggestion,
  })
}

/** Values that may be secret are not shown: those of env, annotations, arguments and data. */
function describe(object: JsonObject, path: FieldPath): string {
  const value = valueAt(object, path)
  return path.some((step) => SECRETIVE_FIELDS.has(step))
    ? describeSort(value)
    : describeValue(value)
}

const SECRETIVE_FIELDS: ReadonlySet<string | number> = new Set([
  'annotations',
  'args',
  'command',
  'data',
  'env',
])
