import { type OwnerReference as Owner, controllerOf } from '@seatrial/core'

/** An object that wants a number of pods. */
export interface Scaled {
  readonly uid: string
  readonly replicas: number
  readonly owners: readonly Owner[]
}

/** Where owners are looked up, by namespace and name; what is not there is undefined. */
export interface ScaleSources {
  statefulSet(namespace: string, name: string): Scaled | undefined
  replicaSet(namespace: string, name: string): Scaled | undefined
  replicationController(namespace: string, name: string): Scaled | undefined
  deployment(namespace: string, name: string): Scaled | undefined
  /** The scale subresource of any other kind; a text when that kind has none. */
  scale(owner: Owner, namespace: string): Scaled | string | undefined
}

/** How many pods an owner wants, with its own uid; or why nobody can say. */
export type OwnerScale =
  | { readonly type: 'known'; readonly uid: string; readonly replicas: number }
  | { readonly type: 'unknown'; readonly message: string }

/**
 * How many pods the managing owner of a pod wants (spec B9). A Deployment speaks for its ReplicaSets.
 * An owner of another uid than the pod names is not that owner.
 */
export function ownerScale(owner: Owner, namespace: string, sources: ScaleSources): OwnerScale {
  const { name, uid } = owner
  if (isOf(owner, 'ReplicationController', '')) {
    return known(sources.replicationController(namespace, name), uid)
  }
  if (isOf(owner, 'ReplicaSet', 'apps/') || isOf(owner, 'ReplicaSet', 'extensions/')) {
    return replicaSetScale(owner, namespace, sources)
  }
  if (isOf(owner, 'StatefulSet', 'apps/')) return known(sources.statefulSet(namespace, name), uid)
  const scale = sources.scale(owner, namespace)
  return typeof scale === 'string' ? { type: 'unknown', message: scale } : known(scale, uid)
}

function replicaSetScale(owner: Owner, namespace: string, sources: ScaleSources): OwnerScale {
  const replicaSet = sources.replicaSet(namespace, owner.name)
  const deployment = replicaSet && controllerOf(replicaSet.owners)
  if (replicaSet?.uid !== owner.uid || deployment === undefined) {
    return known(replicaSet, owner.uid)
  }
  if (!isOf(deployment, 'Deployment', 'apps/')) return known(undefined, owner.uid)
  return known(sources.deployment(namespace, deployment.name), deployment.uid)
}

function known(scaled: Scaled | undefined, uid: string): OwnerScale {
  return scaled?.uid === uid
    ? { type: 'known', uid, replicas: scaled.replicas }
    : { type: 'unknown', message: 'found no controller for a pod' }
}

/** True for an owner of that kind, in whatever version of its group; `group` ends with a slash, or is ''. */
function isOf({ kind, apiVersion }: Owner, ofKind: string, group: string): boolean {
  if (kind !== ofKind) return false
  return group === '' ? apiVersion.indexOf('/') <= 0 : apiVersion.startsWith(group)
}
