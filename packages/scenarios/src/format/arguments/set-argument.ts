import { type ApiType, type JsonValue, type KubernetesProfile, isJsonObject } from '@seatrial/core'
import { describeValue } from '../../input-error.ts'
import { readDocuments } from '../documents/read-documents.ts'
import { resolvePlainScalar } from '../documents/yaml-scalar.ts'
import { SHORT_PATHS } from '../experiment/short-paths.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { addressOf } from '../manifests/workloads.ts'
import type { FieldPath } from '../paths/field-path.ts'
import { type ObjectPath, formatObjectPath, parseObjectPath } from '../paths/object-path.ts'
import { resolveObjectPath } from '../paths/resolve-object-path.ts'
import { argumentError } from './argument-error.ts'
import { chooseWorkload, splitWorkload } from './workload-argument.ts'

/** A new value of one field of one workload. */
export interface FieldChange {
  readonly workload: Manifest
  readonly path: FieldPath
  readonly value: JsonValue
}

/**
 * The change that `[KIND/NAME:]PATH=VALUE` asks for. A text field takes VALUE as it is; elsewhere
 * it is YAML. `null` removes the field. Of paths that are well known the last word is enough.
 * Throws `InputErrors` for a path that the release does not know, with the nearest one.
 */
export function resolveSetArgument(
  flag: string,
  text: string,
  manifests: readonly Manifest[],
  profile: KubernetesProfile,
): FieldChange {
  const equals = endOfPath(text)
  const address = splitWorkload(text.slice(0, equals))
  const path = equals === -1 ? undefined : parseObjectPath(fullPath(address.rest))
  if (path === undefined) {
    const expected = '[KIND/NAME:]PATH=VALUE, such as spec.replicas=5'
    throw argumentError(flag, { expected, got: describeValue(text) })
  }
  const workload = chooseWorkload(flag, manifests, address.workload)
  if (!isChangeable(path)) {
    const expected = 'a field of spec, metadata.labels or metadata.annotations'
    throw argumentError(flag, { expected, got: formatObjectPath(path.steps) })
  }
  const resolved = resolveObjectPath(workload.kind, workload.object, path, profile)
  if (resolved.type === 'unresolved') {
    const { expected, got, suggestion } = resolved
    throw argumentError(`${flag} ${addressOf(workload)}`, { expected, got, suggestion })
  }
  return {
    workload,
    path: resolved.path,
    value: readFieldValue(flag, text.slice(equals + 1), resolved.holds),
  }
}

/** The path that a word stands for, if it leads into a workload. */
function fullPath(text: string): string {
  const path = SHORT_PATHS.get(text)
  return path?.startsWith('spec.') === true ? path : text
}

/** What people change of a workload: not what it is, nor what controllers say of it. */
function isChangeable({ steps: [first, second] }: ObjectPath): boolean {
  if (first?.type !== 'key') return false
  if (first.key !== 'metadata') return !FIXED_FIELDS.has(first.key)
  return second?.type === 'key' && (second.key === 'labels' || second.key === 'annotations')
}

const FIXED_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'status'])

/** The equals sign that ends the path: the first one outside of quotes. */
export function endOfPath(text: string): number {
  let quote = ''
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset]!
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '=') return offset
  }
  return -1
}

/** The value of a flag as a field takes it: a text as it is, all else as YAML. Throws `InputErrors`. */
export function readFieldValue(flag: string, text: string, holds: ApiType): JsonValue {
  if (holds.form === 'scalar') {
    const isText = holds.name === 'string' || holds.name === 'quantity' || holds.name === 'time'
    if (text === 'null') return null
    return isText ? text : resolvePlainScalar(text)
  }
  const [document] = readDocuments(flag, text)
  const value = document?.value ?? null
  const fits = holds.form === 'list' ? Array.isArray(value) : isJsonObject(value)
  if (fits || value === null) return value
  throw argumentError(flag, {
    expected: holds.form === 'list' ? 'a list such as [a, b]' : 'a map such as { key: value }',
    got: describeValue(text),
  })
}
