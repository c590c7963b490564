import {
  type OwningSet,
  claimsFromTemplates,
  daemonPod,
  daemonSetRevisionData,
  daemonSetRevisionHash,
  revisionMetadata,
  revisionName,
  statefulSetPod,
  statefulSetRevisionData,
  statefulSetRevisionHash,
} from '@seatrial/controllers'
import {
  type Behaviours,
  type JsonObject,
  type KubernetesProfile,
  behaviours,
  isSameJson,
  parseTimestamp,
  prepareForCreate,
  readDaemonSet,
  readStatefulSet,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { parseExactly } from '../parse-exactly.ts'
import { type ConformanceCase, type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly kind: 'StatefulSet' | 'DaemonSet'
  readonly object: JsonObject
  readonly collisionCounts: readonly (number | null)[]
  readonly ordinal: number
  readonly node: string
}

const EPOCH = parseTimestamp('2026-01-01T00:00:00Z')!

/** From a manifest to the bytes of its revision, their hash and name, and to one pod and its claims. */
export const revisionHashReplayer: Replayer = {
  kind: 'revision-hash',
  parse: (line) => parseExactly(line) as ConformanceCase,
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const expected = expectedFields(testCase, profile)
    const stored = storedSet(given, profile)
    if (given.kind === 'StatefulSet') {
      return judge(compareJson(expected, statefulSetOutcome(stored, given, behaviours(profile))))
    }
    const got = daemonSetOutcome(stored, given, behaviours(profile))
    const differences = compareJson(withoutHashText(expected), withoutHashText(got))
    return judge(differences, { leftOut: 'the text of a DaemonSet hash' })
  },
}

function storedSet({ kind, object }: Given, profile: KubernetesProfile): JsonObject {
  const prepared = prepareForCreate(kind, object, profile)
  const metadata = prepared['metadata'] as JsonObject
  return { ...prepared, metadata: { ...metadata, uid: `uid-of-${metadata['name'] as string}` } }
}

function statefulSetOutcome(
  stored: JsonObject,
  { collisionCounts, ordinal }: Given,
  switches: Behaviours,
): JsonObject {
  const set = readStatefulSet(stored, EPOCH)
  const { template } = set.spec
  const data = statefulSetRevisionData(template, switches)
  const hash = (count?: number) => statefulSetRevisionHash(data, count)
  const identity = {
    ordinal,
    revisionName: revisionName(set.metadata.name, hash()),
    podIndexLabel: switches.podIndexLabel,
  }
  const claims = claimsFromTemplates(set, ordinal)
  return {
    data,
    hashes: hashesOf(set, collisionCounts, hash),
    revision: revisionMetadata(set, template, hash()) as unknown as JsonObject,
    pod: changedPart(statefulSetPod(set, template, identity), template),
    ...(claims.length > 0 && {
      claims: claims.map(({ metadata, spec }) => ({ metadata: metadata!, spec: spec! })),
    }),
  }
}

function daemonSetOutcome(
  stored: JsonObject,
  { collisionCounts, node }: Given,
  switches: Behaviours,
): JsonObject {
  const set = readDaemonSet(stored, EPOCH)
  const { template } = set.spec
  const data = daemonSetRevisionData(template, switches)
  const hash = (count?: number) => daemonSetRevisionHash(data, count)
  const pod = daemonPod(set, template, { nodeName: node, revisionHash: hash() })
  return {
    data,
    hashes: hashesOf(set, collisionCounts, hash),
    pod: changedPart(withoutNamespace(pod), template),
  }
}

/** The real DaemonSet controller leaves the namespace to its request. */
function withoutNamespace(pod: JsonObject): JsonObject {
  const { namespace: _namespace, ...metadata } = pod['metadata'] as JsonObject
  return { ...pod, metadata }
}

function hashesOf(
  set: OwningSet,
  collisionCounts: Given['collisionCounts'],
  hashWith: (collisionCount?: number) => string,
): JsonObject[] {
  return collisionCounts.map((collisionCount) => {
    const hash = collisionCount === null ? hashWith() : hashWith(collisionCount)
    return { collisionCount, hash, name: revisionName(set.metadata.name, hash) }
  })
}

/** Of a pod's spec only the fields that differ from the template's are recorded; null: removed. */
function changedPart(pod: JsonObject, template: JsonObject): JsonObject {
  const before = (template['spec'] ?? {}) as JsonObject
  const after = pod['spec'] as JsonObject
  const keys = [...Object.keys(after), ...Object.keys(before)]
  const changed = keys.filter((key) => !isSameJson(before[key], after[key]))
  return {
    metadata: pod['metadata']!,
    spec: Object.fromEntries(changed.map((key) => [key, after[key] ?? null])),
  }
}

/** The hashes stand for themselves only: which of them are equal counts, not how they read. */
function withoutHashText(outcome: JsonObject): JsonObject {
  const hashes = outcome['hashes'] as readonly { readonly hash: string }[]
  const texts = [...new Set(hashes.map(({ hash }) => hash))]
  let json = JSON.stringify(outcome)
  texts.forEach((text, index) => {
    json = json.replaceAll(text, `hash-${index}`)
  })
  return JSON.parse(json) as JsonObject
}
