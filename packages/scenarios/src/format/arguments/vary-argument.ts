import { type JsonValue, type KubernetesProfile, nearestWord } from '@seatrial/core'
import { describeValue } from '../../input-error.ts'
import { readDocuments } from '../documents/read-documents.ts'
import { resolvePlainScalar } from '../documents/yaml-scalar.ts'
import { isSettingName, settingNames } from '../experiment/setting-path.ts'
import { SHORT_PATHS } from '../experiment/short-paths.ts'
import { formatObjectReference } from '../language/object-reference.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { addressOf } from '../manifests/workloads.ts'
import { parseObjectPath } from '../paths/object-path.ts'
import { resolveObjectPath } from '../paths/resolve-object-path.ts'
import { argumentError } from './argument-error.ts'
import { endOfPath, readFieldValue } from './set-argument.ts'
import { chooseWorkload, splitWorkload } from './workload-argument.ts'

/** One axis as a flag names it, by the keys under which it would stand in an Experiment. */
export interface VaryArgument {
  /** The workload and the path of its field, or the path of a setting. */
  readonly keys: readonly string[]
  readonly values: readonly JsonValue[]
}

/** What the paths of an axis are followed through. */
export interface VaryContext {
  readonly manifests: readonly Manifest[]
  readonly profile: KubernetesProfile
}

/**
 * The axis that `[KIND/NAME:]PATH=V1,V2,…` asks for: a field of a workload (of the only one, if none is
 * named), or a setting such as `kubernetes`. For paths that are long and well known their last word is
 * enough: `maxUnavailable=1,10%`. Throws `InputErrors`.
 */
export function parseVaryArgument(flag: string, text: string, context: VaryContext): VaryArgument {
  const equals = endOfPath(text)
  const { workload, rest } = splitWorkload(text.slice(0, equals))
  const path = SHORT_PATHS.get(rest) ?? rest
  const [first] = parseObjectPath(path)?.steps ?? []
  const values = splitValues(text.slice(equals + 1))
  if (equals === -1 || first?.type !== 'key' || values.includes('')) {
    const expected = '[KIND/NAME:]PATH=V1,V2,… such as maxUnavailable=1,10% or kubernetes=1.34,1.37'
    throw argumentError(flag, { expected, got: describeValue(text) })
  }
  if (workload === undefined && isSettingName(first.key)) {
    return { keys: [path], values: values.map((value) => readSetting(flag, first.key, value)) }
  }
  if (workload === undefined && !FIELD_STARTS.has(first.key)) throw unknownPath(flag, rest)
  const manifest = chooseWorkload(flag, context.manifests, workload)
  const named = workload === undefined ? addressOf(manifest) : formatObjectReference(workload)
  return { keys: [named, path], values: readFieldValues(flag, path, values, manifest, context) }
}

/** What paths into manifests begin with. */
const FIELD_STARTS: ReadonlySet<string> = new Set(['metadata', 'spec'])

function readSetting(flag: string, name: string, text: string): JsonValue {
  // 1.30 is no number.
  if (name === 'kubernetes') return text
  if (!/^["'[{]/.test(text)) return resolvePlainScalar(text)
  return readDocuments(flag, text)[0]?.value ?? null
}

function readFieldValues(
  flag: string,
  text: string,
  values: readonly string[],
  manifest: Manifest,
  { profile }: VaryContext,
): readonly JsonValue[] {
  const { kind, object } = manifest
  const resolved = resolveObjectPath(kind, object, parseObjectPath(text)!, profile)
  if (resolved.type === 'unresolved') {
    const { expected, got, suggestion } = resolved
    throw argumentError(`${flag} ${addressOf(manifest)}`, { expected, got, suggestion })
  }
  return values.map((value) => readFieldValue(flag, value, resolved.holds))
}

/** The values between commas, those inside brackets, braces and quotes apart. */
function splitValues(text: string): readonly string[] {
  const values: string[] = []
  let depth = 0
  let quote = ''
  let start = 0
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset]!
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth--
    else if (character === ',' && depth === 0) {
      values.push(text.slice(start, offset).trim())
      start = offset + 1
    }
  }
  return [...values, text.slice(start).trim()]
}

function unknownPath(flag: string, path: string): Error {
  const known = [...SHORT_PATHS.keys(), ...settingNames()]
  return argumentError(flag, {
    expected: 'a field such as spec.replicas or maxUnavailable, or a setting such as kubernetes',
    got: describeValue(path),
    suggestion: nearestWord(path, known),
  })
}
