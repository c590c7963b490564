import {
  type ApiServer,
  type ChangeListener,
  type DeletionPropagation,
  type MetaObject,
  type OwnerReference,
  Pod,
  PodMetadata,
  type StoredChange,
  type StoredObject,
  draftOf,
  isBeingDeleted,
  uidOf,
} from '@seatrial/core'
import type { Timers } from './timers.ts'

const CAUSE = { by: 'garbage-collector', why: '' }
const DEPENDENT_RESOURCES = ['controllerrevisions', 'persistentvolumeclaims', 'pods'] as const

/**
 * Garbage collector and claim protection of the stand-in cluster: `gcMs` after an owner went, its
 * dependents are handled, all at one instant.
 */
export class StandInCollector implements ChangeListener {
  readonly #server: ApiServer
  readonly #timers: Timers
  readonly #gcMs: number

  constructor(server: ApiServer, timers: Timers, gcMs: number) {
    this.#server = server
    this.#timers = timers
    this.#gcMs = gcMs
    server.subscribe(this)
  }

  changed(change: StoredChange): void {
    if (change.resource === 'pods') this.#releaseClaims(change)
    if (change.resource === 'persistentvolumeclaims') this.#removeUnusedClaim(change)
    if (change.type === 'DELETED') {
      const uid = uidOf(change.object)
      this.#timers.afterMilliseconds(this.#gcMs, () => this.#ownerGone(uid))
      this.#checkForegroundDeletion(change.object)
    }
    if (change.type === 'MODIFIED') this.#deletionAsked(change)
  }

  #deletionAsked(change: StoredChange): void {
    const { object, previous } = change
    if (object instanceof Pod || previous === undefined || isBeingDeleted(previous)) return
    if (!isBeingDeleted(object)) return
    const propagation = propagationOf(object)
    if (propagation === undefined) return
    this.#timers.afterMilliseconds(this.#gcMs, () => {
      for (const dependent of this.#dependentsOf(object.metadata.uid)) {
        if (propagation === 'Orphan') this.#loseOwner(dependent, object.metadata.uid)
        else this.#delete(dependent)
      }
      if (propagation === 'Orphan') this.#finish(object)
      else this.#finishWhenAlone(object)
    })
  }

  #ownerGone(uid: string): void {
    for (const dependent of this.#dependentsOf(uid)) {
      if (ownersOf(dependent).some((owner) => this.#isAlive(owner))) this.#loseOwner(dependent, uid)
      else this.#delete(dependent)
    }
  }

  #checkForegroundDeletion(removed: StoredObject): void {
    for (const owner of ownersOf(removed)) {
      const object = this.#ownerObject(owner)
      if (object !== undefined && propagationOf(object) === 'Foreground')
        this.#finishWhenAlone(object)
    }
  }

  /** A foreground deletion ends when the last dependent is gone. */
  #finishWhenAlone(owner: MetaObject): void {
    const isAlone = this.#dependentsOf(owner.metadata.uid).length === 0
    if (isAlone) this.#timers.afterMilliseconds(this.#gcMs, () => this.#finish(owner))
  }

  #finish(object: MetaObject): void {
    const current = this.#server.get(
      object.kind === 'DaemonSet' ? 'daemonsets' : 'statefulsets',
      object.metadata.namespace,
      object.metadata.name,
    )
    if (current === undefined || current.metadata.uid !== object.metadata.uid) return
    const metadata = { ...current.metadata, resourceVersion: 0, finalizers: [] }
    this.#server.update({ ...current, metadata }, CAUSE)
  }

  #delete(object: StoredObject): void {
    if (isBeingDeleted(object)) return
    if (object instanceof Pod) this.#server.deletePod(object, {}, CAUSE)
    else {
      const { namespace, name } = object.metadata
      const resource =
        object.kind === 'ControllerRevision' ? 'controllerrevisions' : 'persistentvolumeclaims'
      this.#server.delete(resource, namespace, name, {}, CAUSE)
    }
  }

  #loseOwner(object: StoredObject, uid: string): void {
    const ownerReferences = ownersOf(object).filter((owner) => owner.uid !== uid)
    if (object instanceof Pod) {
      const draft = draftOf(object)
      draft.metadata = new PodMetadata({ ...object.metadata, ownerReferences })
      this.#server.commitPod(draft, CAUSE)
    } else {
      const metadata = { ...object.metadata, resourceVersion: 0, ownerReferences }
      this.#server.update({ ...object, metadata }, CAUSE)
    }
  }

  #releaseClaims(change: StoredChange): void {
    if (change.type !== 'DELETED') return
    const pod = change.object as Pod
    for (const { claimName } of pod.volumes.claims)
      this.#removeClaim(pod.identity.namespace, claimName)
  }

  #removeUnusedClaim(change: StoredChange): void {
    if (change.type !== 'MODIFIED' || change.object instanceof Pod) return
    this.#removeClaim(change.object.metadata.namespace, change.object.metadata.name)
  }

  #removeClaim(namespace: string, name: string): void {
    const claim = this.#server.get('persistentvolumeclaims', namespace, name)
    if (claim === undefined || !isBeingDeleted(claim)) return
    for (const pod of this.#server.list('pods').inNamespace(namespace)) {
      if (pod.volumes.claims.some((volume) => volume.claimName === name)) return
    }
    const metadata = { ...claim.metadata, resourceVersion: 0, finalizers: [] }
    this.#server.update({ ...claim, metadata }, CAUSE)
  }

  #dependentsOf(uid: string): StoredObject[] {
    const dependents: StoredObject[] = []
    for (const resource of DEPENDENT_RESOURCES) {
      for (const object of this.#server.list(resource).values()) {
        if (ownersOf(object).some((owner) => owner.uid === uid)) dependents.push(object)
      }
    }
    return dependents
  }

  #isAlive(owner: OwnerReference): boolean {
    return this.#ownerObject(owner) !== undefined || this.#ownerPod(owner) !== undefined
  }

  #ownerObject(owner: OwnerReference): MetaObject | undefined {
    for (const resource of ['statefulsets', 'daemonsets'] as const) {
      const object = this.#server.get(resource, 'default', owner.name)
      if (object?.metadata.uid === owner.uid) return object
    }
    return undefined
  }

  #ownerPod(owner: OwnerReference): Pod | undefined {
    const pod = this.#server.get('pods', 'default', owner.name)
    return pod?.identity.uid === owner.uid ? pod : undefined
  }
}

function ownersOf(object: StoredObject): readonly OwnerReference[] {
  return object.metadata.ownerReferences
}

function propagationOf(object: MetaObject): DeletionPropagation | undefined {
  if (object.metadata.finalizers.includes('orphan')) return 'Orphan'
  return object.metadata.finalizers.includes('foregroundDeletion') ? 'Foreground' : undefined
}
