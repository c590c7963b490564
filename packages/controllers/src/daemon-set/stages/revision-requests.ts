import {
  type ApiRequest,
  type ControllerRevision,
  type DaemonSet,
  type JsonObject,
  type Pod,
  UNSET,
} from '@seatrial/core'
import { daemonSetRevisionHash, revisionName } from '../../history/revision-hash.ts'
import { REVISION_HASH_LABEL, revisionMetadata } from '../../history/revision-metadata.ts'

const HASH_LABEL = REVISION_HASH_LABEL.DaemonSet

/** Stores the present template as a new revision. */
export function createRevisionRequest(set: DaemonSet, data: string, number: number): ApiRequest {
  const { namespace, name } = set.metadata
  const hash = daemonSetRevisionHash(data, set.status.collisionCount)
  const revision: ControllerRevision = {
    kind: 'ControllerRevision',
    metadata: {
      ...revisionMetadata(set, set.spec.template, hash),
      name: revisionName(name, hash),
      namespace,
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: UNSET,
      deletionTimestamp: UNSET,
      finalizers: [],
    },
    revision: number,
    data,
    content: JSON.parse(data) as JsonObject,
  }
  return {
    ...target(revision, 'no revision has the template (DS-H2)'),
    verb: 'create',
    object: revision,
  }
}

/** Reads the revision that has taken the name. */
export function readRevisionRequest(set: DaemonSet, data: string): ApiRequest {
  const { namespace, name } = set.metadata
  const hash = daemonSetRevisionHash(data, set.status.collisionCount)
  return {
    verb: 'get',
    resource: 'controllerrevisions',
    subresource: '',
    namespace,
    name: revisionName(name, hash),
    why: 'the name of the new revision is taken (DS-H3)',
  }
}

/** Counts a collision of hashes, so that the next sync makes another name. */
export function countCollisionRequest(live: DaemonSet): ApiRequest {
  const { namespace, name } = live.metadata
  const collisionCount = (live.status.collisionCount ?? 0) + 1
  return {
    verb: 'update',
    resource: 'daemonsets',
    subresource: 'status',
    namespace,
    name,
    object: { ...live, status: { ...live.status, collisionCount } },
    why: 'another template has the same hash (DS-H4)',
  }
}

/** Gives a revision that has none the label with its hash, which is its name. */
export function labelRevisionRequest(revision: ControllerRevision): ApiRequest {
  const { metadata } = revision
  const labels = { ...metadata.labels, [HASH_LABEL]: metadata.name }
  return {
    ...target(revision, 'the revision lacks its hash (DS-H1)'),
    verb: 'update',
    object: { ...revision, metadata: { ...metadata, labels } },
  }
}

/** Makes a revision the newest one. */
export function raiseRevisionRequest(revision: ControllerRevision, number: number): ApiRequest {
  return {
    ...target(revision, 'the revision is wanted again (DS-H5)'),
    verb: 'update',
    object: { ...revision, revision: number },
  }
}

export function deleteRevisionRequest(revision: ControllerRevision, why: string): ApiRequest {
  return { ...target(revision, why), verb: 'delete' }
}

/** Gives a pod the hash of the revision that was kept of several. */
export function relabelPodRequest(pod: Pod, hash: string): ApiRequest {
  const { namespace, name } = pod.identity
  return {
    verb: 'patch',
    resource: 'pods',
    subresource: '',
    namespace,
    name,
    labels: { [HASH_LABEL]: hash },
    why: 'several revisions have the template, and this one is kept (DS-H6)',
  }
}

function target({ metadata }: ControllerRevision, why: string) {
  const { namespace, name } = metadata
  return { resource: 'controllerrevisions', subresource: '', namespace, name, why } as const
}
