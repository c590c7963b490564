import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  isSameJson,
  prepareForCreate,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly kind: string
  readonly object: JsonObject
}

interface Expected {
  readonly changes: readonly Change[]
}

/** What the API server adds to a manifest, changes and drops. */
export const defaultsReplayer: Replayer = {
  kind: 'defaults',
  replay(testCase, profile) {
    const { kind, object } = testCase.given as unknown as Given
    const { changes } = expectedFields(testCase, profile) as unknown as Expected
    const { metadata, ...stored } = prepareForCreate(kind, object, profile)
    const { namespace: _namespace, ...storedMetadata } = metadata as JsonObject
    const got = changesBetween(object, { ...stored, metadata: storedMetadata }, [])
    return judge(compareJson(byPath(changes), byPath(got)))
  },
}

type Path = readonly (string | number)[]

interface Change {
  readonly path: Path
  readonly value?: JsonValue
  readonly was?: JsonValue
  readonly removed?: true
}

/** Fields that merely were empty are not told when they are dropped, save the number 0. */
function changesBetween(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: Path,
): Change[] {
  if (before === undefined) return [{ path, value: after! }]
  if (after === undefined) return isToldWhenDropped(before) ? [{ path, removed: true }] : []
  if (isJsonObject(before) && isJsonObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => changesBetween(before[key], after[key], [...path, key]))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((element, index) =>
      changesBetween(element, after[index], [...path, index]),
    )
  }
  return isSameJson(before, after) ? [] : [{ path, value: after, was: before }]
}

function isToldWhenDropped(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null)
    return value !== null && value !== '' && value !== false
  return Object.keys(value).length > 0
}

function byPath(changes: readonly Change[]): JsonObject {
  return Object.fromEntries(
    changes.map(({ path, ...change }) => [path.join('.'), change as JsonObject]),
  )
}
