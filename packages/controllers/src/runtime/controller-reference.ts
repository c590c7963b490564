import type { ObjectMeta, OwnerReference } from '@seatrial/core'

/** A set that owns pods and revisions. */
export interface OwningSet {
  readonly kind: 'StatefulSet' | 'DaemonSet'
  readonly metadata: ObjectMeta
}

/** The reference by which an object says that the set controls it. */
export function controllerReference({ kind, metadata }: OwningSet): OwnerReference {
  return {
    apiVersion: 'apps/v1',
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  }
}
