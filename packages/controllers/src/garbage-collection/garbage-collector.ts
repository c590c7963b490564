import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type ApiServer,
  type ChangeListener,
  type EventKind,
  type MetaObject,
  PHASES,
  type Phase,
  Pod,
  type Requester,
  type Resource,
  type SimTime,
  type Simulation,
  type StoredChange,
  type StoredObject,
  type WatchDelay,
  findResource,
  isBeingDeleted,
  kindOf,
  nameOf,
  namespaceOf,
  resourceOf,
  uidOf,
} from '@seatrial/core'

/** Resources whose objects can be dependents, in the order in which they are handled. */
const DEPENDENT_RESOURCES = ['controllerrevisions', 'persistentvolumeclaims', 'pods'] as const

const ORPHAN_FINALIZER = 'orphan'
const FOREGROUND_FINALIZER = 'foregroundDeletion'

/** Before a new dependent is deleted, it and its owner are asked for: its maker has gone on by then. */
const AFTER_CONTROLLERS: Phase = 5

export interface GarbageCollectorOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  /** The collector's own client, with its own rate limit. */
  readonly client: ApiClient
  readonly delay: WatchDelay
}

/** An owner whose dependents are to be handled. */
type Task =
  | { readonly type: 'owner-gone'; readonly owner: StoredObject }
  | { readonly type: 'owner-waits'; readonly owner: MetaObject }

/**
 * Deletes what has no owner any more (spec/statefulset §13, daemonset-and-nodes A11):
 * - background: once the owner is gone, dependents without any other living owner are deleted, all at
 *   once and in no ordinal order; others lose the dangling reference;
 * - foreground: the owner stays, marked, until its dependents are gone;
 * - orphan: the dependents lose their reference, then the owner goes.
 */
export class GarbageCollector implements ChangeListener, Requester {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #client: ApiClient
  readonly #delay: WatchDelay
  readonly #tasks: (Task | undefined)[] = []
  readonly #freeTasks: number[] = []
  readonly #due: EventKind
  readonly #lateDue: EventKind
  /** Owners that wait in foreground for their dependents, by uid. */
  readonly #foreground = new Map<string, MetaObject>()

  constructor(options: GarbageCollectorOptions) {
    this.#simulation = options.simulation
    this.#server = options.server
    this.#client = options.client
    this.#delay = options.delay
    this.#due = this.#simulation.defineEvent('CollectGarbage', PHASES.clusterTimer, (slot) =>
      this.#run(slot),
    )
    this.#lateDue = this.#simulation.defineEvent('CollectNewGarbage', AFTER_CONTROLLERS, (slot) =>
      this.#run(slot),
    )
    options.server.subscribe(this)
  }

  answered(_request: ApiRequest, _result: ApiResult): void {
    // A refused request is repeated when the object's next change comes up.
  }

  changed(change: StoredChange): void {
    const { object, previous, type } = change
    if (type === 'DELETED') {
      if (this.#foreground.size > 0) this.#foreground.delete(uidOf(object))
      if (mayOwn(object)) this.#plan(change, { type: 'owner-gone', owner: object })
      this.#wakeForegroundOwners(change)
      return
    }
    if (previous === undefined) this.#wakeForegroundOwners(change)
    if (object instanceof Pod || previous === undefined) return
    if (isBeingDeleted(object) && !isBeingDeleted(previous) && waits(object)) {
      this.#plan(change, { type: 'owner-waits', owner: object })
    }
  }

  #plan(change: StoredChange, task: Task, kind: EventKind = this.#due): void {
    const slot = this.#freeTasks.pop() ?? this.#tasks.length
    this.#tasks[slot] = task
    const due = (this.#simulation.now + this.#delay.delayOf(change)) as SimTime
    this.#simulation.scheduleAt(due, kind, slot)
  }

  #run(slot: number): void {
    const task = this.#tasks[slot]
    this.#tasks[slot] = undefined
    this.#freeTasks.push(slot)
    if (task === undefined) return
    if (task.type === 'owner-gone') this.#collect(task.owner)
    else this.#finishOwner(task.owner)
  }

  #collect(owner: StoredObject): void {
    const uid = uidOf(owner)
    for (const dependent of this.#dependentsOf(owner)) {
      const hasLivingOwner = dependent.metadata.ownerReferences.some(
        (other) => other.uid !== uid && this.#isAlive(namespaceOf(dependent), other),
      )
      if (hasLivingOwner) this.#release(dependent, uid)
      else if (!isBeingDeleted(dependent)) this.#delete(dependent)
    }
  }

  #finishOwner(owner: MetaObject): void {
    const { uid, finalizers, namespace, name } = owner.metadata
    const dependents = this.#dependentsOf(owner)
    if (finalizers.includes(ORPHAN_FINALIZER)) {
      for (const dependent of dependents) this.#release(dependent, uid)
      this.#removeFinalizer(owner, ORPHAN_FINALIZER)
      return
    }
    if (dependents.length === 0) {
      this.#removeFinalizer(owner, FOREGROUND_FINALIZER)
      return
    }
    this.#foreground.set(uid, owner)
    for (const dependent of dependents) {
      if (!isBeingDeleted(dependent))
        this.#delete(dependent, `owner ${namespace}/${name} is deleted`)
    }
  }

  /** A dependent is gone, or there is a new one: an owner that waits in foreground looks again. */
  #wakeForegroundOwners(change: StoredChange): void {
    if (this.#foreground.size === 0) return
    for (const { uid } of change.object.metadata.ownerReferences) {
      const owner = this.#foreground.get(uid)
      if (owner === undefined) continue
      const kind = change.type === 'ADDED' ? this.#lateDue : this.#due
      this.#plan(change, { type: 'owner-waits', owner }, kind)
    }
  }

  /** A pod owns nothing but claims that it uses; sets go rarely, so that a look at all objects is fine. */
  #dependentsOf(owner: StoredObject): readonly StoredObject[] {
    const uid = uidOf(owner)
    const dependents: StoredObject[] = []
    for (const object of owner instanceof Pod ? this.#claimsOf(owner) : this.#allDependents()) {
      if (object.metadata.ownerReferences.some((reference) => reference.uid === uid)) {
        dependents.push(object)
      }
    }
    return dependents
  }

  *#claimsOf(pod: Pod): IterableIterator<StoredObject> {
    for (const { claimName } of pod.volumes.claims) {
      const claim = this.#server.get('persistentvolumeclaims', pod.identity.namespace, claimName)
      if (claim !== undefined) yield claim
    }
  }

  *#allDependents(): IterableIterator<StoredObject> {
    for (const resource of DEPENDENT_RESOURCES) yield* this.#server.list(resource).values()
  }

  #isAlive(
    namespace: string,
    owner: { readonly kind: string; readonly name: string; readonly uid: string },
  ): boolean {
    const resource = findResource(owner.kind)
    // Owners of kinds that are not simulated are taken to live.
    if (resource === undefined) return true
    const object: StoredObject | undefined = this.#server.get(resource, namespace, owner.name)
    return object !== undefined && uidOf(object) === owner.uid
  }

  #delete(object: StoredObject, why = 'owner is gone'): void {
    this.#client.send(
      {
        verb: 'delete',
        resource: resourceOfAny(object),
        subresource: '',
        namespace: namespaceOf(object),
        name: nameOf(object),
        uid: uidOf(object),
        why,
      },
      this,
    )
  }

  #release(object: StoredObject, uid: string): void {
    this.#client.send(
      {
        verb: 'patch',
        resource: resourceOfAny(object),
        subresource: '',
        namespace: namespaceOf(object),
        name: nameOf(object),
        uid: uidOf(object),
        owner: { type: 'release', uid },
        why: 'owner is gone, another one lives',
      },
      this,
    )
  }

  #removeFinalizer(owner: MetaObject, finalizer: string): void {
    const { namespace, name } = owner.metadata
    const stored = this.#server.get(resourceOf(owner), namespace, name)
    if (stored === undefined || stored.metadata.uid !== owner.metadata.uid) return
    const finalizers = stored.metadata.finalizers.filter((other) => other !== finalizer)
    this.#client.send(
      {
        verb: 'update',
        resource: resourceOf(owner),
        subresource: '',
        namespace,
        name,
        object: {
          ...stored,
          metadata: { ...stored.metadata, resourceVersion: 0, finalizers },
        } as MetaObject,
        why: 'dependents are done',
      },
      this,
    )
  }
}

/** Kinds that own anything in the model. */
function mayOwn(object: StoredObject): boolean {
  return POD_OWNERS.has(kindOf(object)) || isClaimOwner(object)
}

const POD_OWNERS: ReadonlySet<string> = new Set(['StatefulSet', 'DaemonSet', 'Deployment', 'Job'])

/** A pod owns its claims under retention policy Delete; only a pod with claims can. */
function isClaimOwner(object: StoredObject): boolean {
  return object instanceof Pod && object.volumes.claims.length > 0
}

function waits(object: MetaObject): boolean {
  const { finalizers } = object.metadata
  return finalizers.includes(ORPHAN_FINALIZER) || finalizers.includes(FOREGROUND_FINALIZER)
}

function resourceOfAny(object: StoredObject): Resource {
  return object instanceof Pod ? 'pods' : resourceOf(object)
}
