import {
  type ChangeListener,
  type OwnerReference,
  type Pod,
  type StoredChange,
} from '@seatrial/core'

/** Keeps the pods of one owner, in whatever order suits its controller. */
export interface PodKeeper {
  /** Adds a pod, or replaces an older version of it. */
  put(pod: Pod): void
  /** Takes a pod out, whatever version of it is there. */
  remove(pod: Pod): void
}

/** An owner as its pods name it. */
export type Owner = Pick<OwnerReference, 'kind' | 'name' | 'uid'>

export interface PodOwnersOptions<Keeper extends PodKeeper> {
  /** The kind of the owners. Pods that another kind of controller owns are not kept. */
  readonly kind: string
  /** Makes the keeper of an owner that has its first pod. */
  readonly keeperFor: (owner: Owner, namespace: string) => Keeper
}

/**
 * The pods of a view by the controller that owns them; those that nobody owns by their namespace.
 *
 * It is an index of the pod informer and holds the pods itself, so that the informer need not.
 */
export class PodOwners<Keeper extends PodKeeper> implements ChangeListener {
  readonly #kind: string
  readonly #keeperFor: (owner: Owner, namespace: string) => Keeper
  readonly #keepers = new Map<string, Keeper>()
  readonly #orphans = new Map<string, Map<number, Pod>>()

  constructor(options: PodOwnersOptions<Keeper>) {
    this.#kind = options.kind
    this.#keeperFor = options.keeperFor
  }

  /** The pods of the owner with this uid; undefined when it has never had one. */
  of(ownerUid: string): Keeper | undefined {
    return this.#keepers.get(ownerUid)
  }

  /** The pods of an owner in this namespace, kept from now on if they were not before. */
  keeperFor(owner: Owner, namespace: string): Keeper {
    let keeper = this.#keepers.get(owner.uid)
    if (keeper === undefined) {
      keeper = this.#keeperFor(owner, namespace)
      this.#keepers.set(owner.uid, keeper)
    }
    return keeper
  }

  /** The pods of a namespace that nobody controls, by their numbers, oldest first. */
  orphansIn(namespace: string): ReadonlyMap<number, Pod> {
    return this.#orphans.get(namespace) ?? NO_ORPHANS
  }

  /** Drops what is known of an owner that is gone. */
  forget(ownerUid: string): void {
    this.#keepers.delete(ownerUid)
  }

  changed(change: StoredChange): void {
    const pod = change.object as Pod
    const previous = change.previous as Pod | undefined
    const owner = pod.metadata.controller
    if (previous !== undefined && previous.metadata.controller?.uid !== owner?.uid) {
      this.#remove(previous)
    }
    if (change.type === 'DELETED') this.#remove(pod)
    else if (owner === undefined) this.#putOrphan(pod)
    else if (owner.kind === this.#kind) {
      this.keeperFor(owner, pod.identity.namespace).put(pod)
    }
  }

  #remove(pod: Pod): void {
    const owner = pod.metadata.controller
    if (owner !== undefined) this.#keepers.get(owner.uid)?.remove(pod)
    else this.#orphans.get(pod.identity.namespace)?.delete(pod.identity.number)
  }

  #putOrphan(pod: Pod): void {
    const { namespace, number } = pod.identity
    let orphans = this.#orphans.get(namespace)
    if (orphans === undefined) {
      orphans = new Map()
      this.#orphans.set(namespace, orphans)
    }
    orphans.set(number, pod)
  }
}

const NO_ORPHANS: ReadonlyMap<number, Pod> = new Map()
