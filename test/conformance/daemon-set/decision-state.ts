import { daemonSetRevisionData, daemonSetRevisionHash } from '@seatrial/controllers'
import {
  type Behaviours,
  type ControllerRevision,
  type DaemonSet,
  type JsonObject,
  type Node,
  type Pod,
  type StringMap,
  type WallTime,
  isJsonObject,
  jsonAt,
  parseTimestamp,
  readControllerRevision,
  readDaemonSet,
  readNode,
  readPod,
} from '@seatrial/core'
import type { DecisionGiven } from './decision-case.ts'

/** The objects of a case, read, and with our own hash in place of `$NEW`. */
export interface DecisionState {
  readonly set: DaemonSet | undefined
  /** The set as the server has it. */
  readonly liveSet: DaemonSet | undefined
  readonly nodes: readonly Node[]
  readonly pods: readonly Pod[]
  readonly revisions: readonly ControllerRevision[]
  /** The revisions that only the server has. */
  readonly hiddenRevisions: readonly ControllerRevision[]
  /** The hash that our code gives a new revision of the set's template. */
  readonly newHash: string
}

/** Reads the objects of a case; instants are counted from the second in which it plays. */
export function readState(
  given: DecisionGiven,
  epoch: WallTime,
  switches: Behaviours,
): DecisionState {
  const set = given.daemonSet && readDaemonSet(given.daemonSet, epoch)
  const newHash = set === undefined ? '' : hashOf(set, switches)
  const namespace = set?.metadata.namespace ?? 'default'
  const written = (object: JsonObject): JsonObject =>
    inNamespace(withHash(object, newHash), namespace)
  const revision = (object: JsonObject): ControllerRevision =>
    readRevision(written(object), epoch, switches)
  return {
    set,
    liveSet: liveSetOf(given, set, epoch),
    nodes: (given.nodes ?? []).map((node) => readNode(node, epoch)),
    pods: (given.pods ?? []).map((pod, number) => readPod(written(pod), epoch, number)),
    revisions: (given.revisions ?? []).map(revision),
    hiddenRevisions: (given.revisionsNotInCache ?? []).map(revision),
    newHash,
  }
}

function hashOf({ spec, status }: DaemonSet, switches: Behaviours): string {
  return daemonSetRevisionHash(
    daemonSetRevisionData(spec.template, switches),
    status.collisionCount,
  )
}

/** `$NEW` stands in names and labels only. */
function withHash(object: JsonObject, hash: string): JsonObject {
  const metadata = object['metadata'] as { readonly name: string; readonly labels?: StringMap }
  const texts = [metadata.name, ...Object.values(metadata.labels ?? {})]
  if (!texts.some((text) => text.includes('$NEW'))) return object
  const written = JSON.stringify(metadata).replaceAll('$NEW', hash)
  return { ...object, metadata: JSON.parse(written) as JsonObject }
}

function inNamespace(object: JsonObject, namespace: string): JsonObject {
  return { ...object, metadata: { namespace, ...(object['metadata'] as JsonObject) } }
}

/** The data are recorded as values: what is a whole template is put into this release's bytes. */
function readRevision(
  object: JsonObject,
  epoch: WallTime,
  switches: Behaviours,
): ControllerRevision {
  const patch = jsonAt(object, 'data', 'spec', 'template')
  if (!isJsonObject(patch) || patch['$patch'] !== 'replace') {
    return readControllerRevision(object, epoch)
  }
  const { data: _data, ...written } = object
  const { $patch: _patch, ...template } = patch
  return {
    ...readControllerRevision(written, epoch),
    data: daemonSetRevisionData(template, switches),
  }
}

function liveSetOf(
  { live = {} }: DecisionGiven,
  set: DaemonSet | undefined,
  epoch: WallTime,
): DaemonSet | undefined {
  if (set === undefined || live.missing) return undefined
  const { uid, deletionTimestamp, collisionCount } = live
  return {
    ...set,
    metadata: {
      ...set.metadata,
      ...(uid !== undefined && { uid }),
      ...(deletionTimestamp !== undefined && {
        deletionTimestamp: secondsSince(deletionTimestamp, epoch),
      }),
    },
    status: { ...set.status, ...(collisionCount !== undefined && { collisionCount }) },
  }
}

function secondsSince(
  timestamp: string,
  epoch: WallTime,
): DaemonSet['metadata']['deletionTimestamp'] {
  const second = Math.floor((parseTimestamp(timestamp)! - epoch) / 1_000_000)
  return second as DaemonSet['metadata']['deletionTimestamp']
}
