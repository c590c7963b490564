import {
  type ApiServer,
  Pod,
  type StoredObject,
  findResource,
  namespaceOf,
  uidOf,
} from '@seatrial/core'

/** Resources whose objects can be dependents, in the order in which they are handled. */
const DEPENDENT_RESOURCES = ['controllerrevisions', 'persistentvolumeclaims', 'pods'] as const

/** Who depends on whom, as the API server tells it. */
export class Dependents {
  readonly #server: ApiServer

  constructor(server: ApiServer) {
    this.#server = server
  }

  /**
   * The objects that name this one as an owner. A pod owns nothing but claims that it uses; sets go rarely,
   * so that a look at all objects is fine.
   */
  of(owner: StoredObject): readonly StoredObject[] {
    const uid = uidOf(owner)
    const dependents: StoredObject[] = []
    for (const object of owner instanceof Pod ? this.#claimsOf(owner) : this.#all()) {
      if (object.metadata.ownerReferences.some((reference) => reference.uid === uid)) {
        dependents.push(object)
      }
    }
    return dependents
  }

  /** Those that the owner's deletion in foreground waits for. */
  blocking(owner: StoredObject): readonly StoredObject[] {
    const uid = uidOf(owner)
    return this.of(owner).filter(({ metadata }) =>
      metadata.ownerReferences.some(
        (reference) => reference.uid === uid && reference.blockOwnerDeletion === true,
      ),
    )
  }

  /** True for an object that has owners of which none is there any more. */
  isLeftBehind(object: StoredObject): boolean {
    const { ownerReferences } = object.metadata
    return ownerReferences.length > 0 && !this.hasLivingOwner(object)
  }

  /** True when an owner of the object is there, apart from the one with that uid. */
  hasLivingOwner(object: StoredObject, apartFrom?: string): boolean {
    const namespace = namespaceOf(object)
    for (const { kind, name, uid } of object.metadata.ownerReferences) {
      if (uid !== apartFrom && this.#isAlive(namespace, kind, name, uid)) return true
    }
    return false
  }

  /** Owners of kinds that are not simulated are taken to live. */
  #isAlive(namespace: string, kind: string, name: string, uid: string): boolean {
    const resource = findResource(kind)
    if (resource === undefined) return true
    const owner: StoredObject | undefined =
      this.#server.get(resource, namespace, name) ?? this.#server.get(resource, '', name)
    return owner !== undefined && uidOf(owner) === uid
  }

  *#claimsOf(pod: Pod): IterableIterator<StoredObject> {
    for (const { claimName } of pod.volumes.claims) {
      const claim = this.#server.get('persistentvolumeclaims', pod.identity.namespace, claimName)
      if (claim !== undefined) yield claim
    }
  }

  *#all(): IterableIterator<StoredObject> {
    for (const resource of DEPENDENT_RESOURCES) yield* this.#server.list(resource).values()
  }
}
