import {
  type ApiServerConfiguration,
  type FieldError,
  type JsonObject,
  type JsonValue,
  type KubernetesProfile,
  type ValidatedKind,
  type Verdict,
  apiServerConfiguration,
  compareText,
  applyDefaults,
  decode,
  jsonAt,
  judgeCreate,
  judgeStatusUpdate,
  judgeUpdate,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type ConformanceCase, type Replayer, expectedFields, judge } from '../replayer.ts'

/** What the API server refuses, and what it stores. */
export const validationReplayer: Replayer = {
  kind: 'validation',
  parse: parseAsWritten,
  replay(testCase, profile) {
    const verdict = verdictOn(testCase, profile)
    const expected = expectedFields(testCase, profile)
    const got = recorded(verdict)
    const differences = compareJson(expected, got)
    const reasons = reasonsOf(verdict)
    if (differences.length === 0 || !testCase.tags.includes('deep')) {
      return judge(differences, { reasons })
    }
    return judge(compareJson(coreErrors(expected), coreErrors(got)), { reasons, leftOut: DEEP })
  },
}

/**
 * Errors inside a pod's or a claim's spec may be left out by a simulator. Ours knows most of them;
 * where it does not, the other errors must still agree.
 */
const DEEP = 'errors deep in the template'
const DEEP_PATH =
  /^spec\.(template\.spec(?!\.(restartPolicy|activeDeadlineSeconds)$)|volumeClaimTemplates\[)/

const TEXT_OR_FRACTION = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?[eE][-+]?\d+|-?\d+\.\d+/g

/**
 * As JSON.parse, but a whole number that is written as 1.0 becomes an object: the API server does
 * not take it for an integer, and JavaScript cannot tell it from one.
 */
function parseAsWritten(line: string): ConformanceCase {
  const marked = line.replace(TEXT_OR_FRACTION, (token) =>
    !token.startsWith('"') && Number.isInteger(Number(token)) ? `{"written":"${token}"}` : token,
  )
  return JSON.parse(marked) as ConformanceCase
}

interface Given {
  readonly kind: ValidatedKind
  readonly operation: 'create' | 'update' | 'status'
  readonly object: JsonObject
  readonly old?: JsonObject
}

/** The recordings were made on an API server without `--allow-privileged`. */
const FLAGS = { allowPrivileged: false }

/** What the recordings' generator of names put behind `generateName`. */
const GENERATED_SUFFIX = 'abcde'

const BAD_VALUE_LENGTH = 80

function verdictOn(testCase: ConformanceCase, profile: KubernetesProfile): Verdict {
  const { kind, operation, object, old } = testCase.given as unknown as Given
  const configuration = apiServerConfiguration(profile, FLAGS)
  if (old === undefined) return judgeCreate(kind, withName(object), configuration)
  const decoding = decode(kind, old, profile)
  if (decoding.type === 'undecodable') return decoding
  const stored = storedObject(kind, decoding.object, configuration)
  return operation === 'update'
    ? judgeUpdate(kind, object, stored, configuration)
    : judgeStatusUpdate(kind, object, stored, configuration)
}

/** The name that the API server makes of `generateName`, which in a real one is random. */
function withName(object: JsonObject): JsonObject {
  const { metadata } = object
  const generateName = jsonAt(metadata, 'generateName')
  if (jsonAt(metadata, 'name') || !generateName) return object
  const name = `${generateName as string}${GENERATED_SUFFIX}`
  return { ...object, metadata: { ...(metadata as JsonObject), name } }
}

/** The old object is stored as it is, even where it could not be created. */
function storedObject(
  kind: ValidatedKind,
  old: JsonObject,
  { profile, gates }: ApiServerConfiguration,
): JsonObject {
  const defaulted = applyDefaults(kind, old, profile, gates, old)
  const metadata = { namespace: 'default', ...(defaulted['metadata'] as JsonObject), generation: 1 }
  return { ...defaulted, metadata }
}

/** The verdict in the form of the recordings. */
function recorded(verdict: Verdict): JsonObject {
  if (verdict.type === 'undecodable') return { accepted: false, undecodable: true }
  const { unknownFields, warnings } = verdict
  return {
    accepted: verdict.type === 'accepted',
    ...(verdict.type === 'refused' && {
      errors: verdict.errors.map(recordedError).toSorted(inRecordedOrder),
    }),
    ...(verdict.type === 'accepted' && { generation: generationOf(verdict.object) }),
    ...(unknownFields.length > 0 && {
      unknownFields: unknownFields.map(({ path }) => `unknown field ${JSON.stringify(path)}`),
    }),
    ...(warnings.length > 0 && { warningCount: warnings.length }),
  }
}

function recordedError({ type, field, badValue }: FieldError): JsonObject {
  return badValue === undefined ? { type, field } : { type, field, badValue: cut(badValue) }
}

/** The recordings sort the errors, as Kubernetes promises no order. */
function inRecordedOrder(one: JsonObject, other: JsonObject): number {
  return compareText(sortKeyOf(one), sortKeyOf(other))
}

function sortKeyOf({ field, type, badValue }: JsonObject): string {
  return [field, type, typeof badValue, badValue].join('\u0000')
}

/** The recordings cut long texts. */
function cut(value: JsonValue): JsonValue {
  const characters = typeof value === 'string' ? [...value] : []
  if (characters.length <= BAD_VALUE_LENGTH) return value
  return `${characters.slice(0, BAD_VALUE_LENGTH).join('')}…`
}

function generationOf(object: JsonObject): JsonValue {
  return jsonAt(object, 'metadata', 'generation') ?? null
}

function reasonsOf(verdict: Verdict): string[] {
  if (verdict.type === 'undecodable') {
    const { path, expected, got } = verdict.wrongType
    return [`undecodable: ${path} must be ${expected}, not ${JSON.stringify(got)}`]
  }
  const errors = verdict.type === 'refused' ? verdict.errors : []
  return [
    ...errors.map(({ type, field, detail }) => `${type} ${field}: ${detail}`),
    ...verdict.warnings.map((warning) => `warning: ${warning}`),
  ]
}

function coreErrors({ errors = [] }: JsonObject): JsonValue {
  return (errors as readonly JsonObject[]).filter(({ field }) => !DEEP_PATH.test(field as string))
}
