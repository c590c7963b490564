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
export function withMetadata<T extends MetaObject>(object: T, changes: Partial<ObjectMeta>): T {
  return { ...object, metadata: { ...object.metadata, ...changes } }
}

/**
 * The same object with another version. Every commit comes here: metadata is written out field by field,
 * which is many times cheaper than a spread where objects of all kinds pass.
 */
export function withResourceVersion<T extends MetaObject>(object: T, resourceVersion: number): T {
  const { metadata } = object
  const versioned: ObjectMeta = {
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    resourceVersion,
    generation: metadata.generation,
    creationTimestamp: metadata.creationTimestamp,
    deletionTimestamp: metadata.deletionTimestamp,
    labels: metadata.labels,
    annotations: metadata.annotations,
    ownerReferences: metadata.ownerReferences,
    finalizers: metadata.finalizers,
  }
  return withParts(object, versioned, 'status' in object ? object.status : undefined) as T
}

/** The object with other metadata and status: written out for kinds that consist of nothing else but a spec. */
function withParts(object: MetaObject, metadata: ObjectMeta, status: unknown): MetaObject {
  switch (object.kind) {
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Node':
    case 'PodDisruptionBudget': {
      const { kind, spec } = object
      return { kind, metadata, spec, status } as MetaObject
    }
    default:
      return { ...object, metadata }
  }
}

/** What a write through the main resource stores: the status stays, a changed spec raises the generation. */
export function mergeMain(object: MetaObject, stored: MetaObject): MetaObject {
  const merged: MetaObject =
    'status' in stored ? ({ ...object, status: stored.status } as MetaObject) : object
  const isSpecChanged = hasGeneration(stored) && !isSameJson(specOf(object), specOf(stored))
  return withMetadata(merged, {
    uid: stored.metadata.uid,
    resourceVersion: stored.metadata.resourceVersion,
    creationTimestamp: stored.metadata.creationTimestamp,
    deletionTimestamp: stored.metadata.deletionTimestamp,
    generation: stored.metadata.generation + (isSpecChanged ? 1 : 0),
  })
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
  return withMetadata(object, { ...stored.metadata })
}

/** Kinds whose generation counts the changes of their spec. */
function hasGeneration(object: MetaObject): boolean {
  return (
    object.kind === 'StatefulSet' ||
    object.kind === 'DaemonSet' ||
    object.kind === 'PodDisruptionBudget'
  )
}

function specOf(object: MetaObject): unknown {
  return 'spec' in object ? object.spec : undefined
}
