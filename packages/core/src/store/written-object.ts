import type { ObjectMeta } from '../api/object-meta.ts'
import { isSameJson } from '../api/same-json.ts'
import type { MetaObject } from '../api/stored-object.ts'
import type { DeletionPropagation } from './api-request.ts'

const FOREGROUND_FINALIZER = 'foregroundDeletion'
const ORPHAN_FINALIZER = 'orphan'

/** The finalizers an object carries once its deletion has been asked for with this propagation. */
export function finalizersFor(
  object: MetaObject,
  propagation: DeletionPropagation,
): readonly string[] {
  const own = object.metadata.finalizers
  if (propagation === 'Background') return own
  const added = propagation === 'Foreground' ? FOREGROUND_FINALIZER : ORPHAN_FINALIZER
  return own.includes(added) ? own : [...own, added]
}

/** The same object with some of its metadata changed. */
export function withMetadata(object: MetaObject, changes: Partial<ObjectMeta>): MetaObject {
  return withParts(object, changedMetadata(object.metadata, changes), statusOf(object))
}

/** The same object with another version. */
export function withResourceVersion(object: MetaObject, resourceVersion: number): MetaObject {
  return withMetadata(object, { resourceVersion })
}

/**
 * The object with other metadata and status. Every commit comes here: what consists of the same few parts
 * is written out, and each other kind of which there are many has a spread of its own, since V8 copies an
 * object fast only where all that come by look alike.
 */
function withParts(object: MetaObject, metadata: ObjectMeta, status: unknown): MetaObject {
  switch (object.kind) {
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Node':
    case 'PodDisruptionBudget':
    case 'ResourceQuota': {
      const { kind, spec } = object
      return { kind, metadata, spec, status } as MetaObject
    }
    case 'PersistentVolumeClaim': {
      const { kind, spec, volumeName, phase, capacity, conditions } = object
      return conditions === undefined
        ? { kind, metadata, spec, volumeName, phase, capacity }
        : { kind, metadata, spec, volumeName, phase, capacity, conditions }
    }
    case 'PersistentVolume': {
      const { kind, spec, phase, claim } = object
      return { kind, metadata, spec, phase, claim }
    }
    default:
      return { ...object, metadata }
  }
}

/** Written out field by field, for the same reason. */
function changedMetadata(metadata: ObjectMeta, changes: Partial<ObjectMeta>): ObjectMeta {
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    uid: changes.uid ?? metadata.uid,
    resourceVersion: changes.resourceVersion ?? metadata.resourceVersion,
    generation: changes.generation ?? metadata.generation,
    creationTimestamp: changes.creationTimestamp ?? metadata.creationTimestamp,
    deletionTimestamp: changes.deletionTimestamp ?? metadata.deletionTimestamp,
    labels: changes.labels ?? metadata.labels,
    annotations: changes.annotations ?? metadata.annotations,
    ownerReferences: changes.ownerReferences ?? metadata.ownerReferences,
    finalizers: changes.finalizers ?? metadata.finalizers,
  }
}

/** What a write through the main resource stores: the status stays, a changed spec raises the generation. */
export function mergeMain(object: MetaObject, stored: MetaObject): MetaObject {
  const isSpecChanged = hasGeneration(stored) && !isSameJson(specOf(object), specOf(stored))
  const metadata = changedMetadata(object.metadata, {
    uid: stored.metadata.uid,
    resourceVersion: stored.metadata.resourceVersion,
    creationTimestamp: stored.metadata.creationTimestamp,
    deletionTimestamp: stored.metadata.deletionTimestamp,
    generation: stored.metadata.generation + (isSpecChanged ? 1 : 0),
  })
  return withParts(object, metadata, statusOf(stored))
}

/**
 * What a write through the status sub-resource stores: everything but the status stays. Most writes come
 * from a cache that is up to date, and have nothing but the status of their own.
 */
export function mergeStatus(object: MetaObject, stored: MetaObject): MetaObject {
  if ('status' in stored && 'status' in object) {
    if (object.metadata === stored.metadata && specOf(object) === specOf(stored)) return object
    return withParts(stored, stored.metadata, object.status)
  }
  return withParts(object, stored.metadata, undefined)
}

/** Kinds whose generation counts the changes of their spec. */
function hasGeneration(object: MetaObject): boolean {
  return (
    object.kind === 'StatefulSet' ||
    object.kind === 'DaemonSet' ||
    object.kind === 'PodDisruptionBudget'
  )
}

function statusOf(object: MetaObject): unknown {
  return 'status' in object ? object.status : undefined
}

function specOf(object: MetaObject): unknown {
  return 'spec' in object ? object.spec : undefined
}
