import {
  type ApiClient,
  type ApiServer,
  type ChangeListener,
  type EventKind,
  type MetaObject,
  PHASES,
  type Phase,
  Pod,
  type SimTime,
  type Simulation,
  type StoredChange,
  type StoredObject,
  type WatchDelay,
  isBeingDeleted,
  kindOf,
  resourceOf,
  uidOf,
} from '@seatrial/core'
import { CollectorWrites } from './collector-writes.ts'
import { Dependents } from './dependents.ts'

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

/** What is to be looked at. */
type Task =
  | { readonly type: 'owner-gone'; readonly owner: StoredObject }
  | { readonly type: 'owner-waits'; readonly owner: MetaObject }
  | { readonly type: 'left-behind'; readonly dependent: StoredObject }

/**
 * Deletes what has no owner any more, and ends deletions that wait for what is owned (SPEC.md).
 */
export class GarbageCollector implements ChangeListener {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #delay: WatchDelay
  readonly #dependents: Dependents
  readonly #writes: CollectorWrites
  readonly #tasks: (Task | undefined)[] = []
  readonly #freeTasks: number[] = []
  readonly #due: EventKind
  readonly #lateDue: EventKind
  /** Owners that wait in foreground for their dependents, by uid. */
  readonly #foreground = new Map<string, MetaObject>()

  constructor(options: GarbageCollectorOptions) {
    this.#simulation = options.simulation
    this.#server = options.server
    this.#delay = options.delay
    this.#dependents = new Dependents(options.server)
    this.#writes = new CollectorWrites(options.client)
    this.#due = this.#simulation.defineEvent('CollectGarbage', PHASES.clusterTimer, (slot) =>
      this.#run(slot),
    )
    this.#lateDue = this.#simulation.defineEvent('CollectNewGarbage', AFTER_CONTROLLERS, (slot) =>
      this.#run(slot),
    )
    options.server.subscribe(this)
  }

  changed(change: StoredChange): void {
    const { object, previous, type } = change
    if (type === 'DELETED') {
      if (this.#foreground.size > 0) this.#foreground.delete(uidOf(object))
      if (mayOwn(object)) this.#plan(change, { type: 'owner-gone', owner: object })
      this.#wakeForegroundOwners(change)
      return
    }
    if (previous === undefined) {
      this.#wakeForegroundOwners(change)
      this.#considerNew(change)
      return
    }
    if (object instanceof Pod) return
    if (isBeingDeleted(object) && !isBeingDeleted(previous) && waits(object)) {
      this.#plan(change, { type: 'owner-waits', owner: object })
    }
  }

  /** Whoever made it had not heard that its owner is gone. What was there before the run may lack owners. */
  #considerNew(change: StoredChange): void {
    if (this.#server.isLoading || !this.#dependents.isLeftBehind(change.object)) return
    this.#plan(change, { type: 'left-behind', dependent: change.object })
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
    switch (task?.type) {
      case 'owner-gone':
        this.#collect(task.owner)
        break
      case 'owner-waits':
        this.#finishOwner(task.owner)
        break
      case 'left-behind':
        this.#writes.delete(task.dependent, 'owner is gone')
        break
      case undefined:
        break
    }
  }

  #collect(owner: StoredObject): void {
    const uid = uidOf(owner)
    for (const dependent of this.#dependents.of(owner)) {
      if (this.#dependents.hasLivingOwner(dependent, uid)) this.#writes.release(dependent, uid)
      else if (!isBeingDeleted(dependent)) this.#writes.delete(dependent, 'owner is gone')
    }
  }

  #finishOwner(owner: MetaObject): void {
    const { uid, finalizers } = owner.metadata
    if (finalizers.includes(ORPHAN_FINALIZER)) {
      for (const dependent of this.#dependents.of(owner)) this.#writes.release(dependent, uid)
      this.#removeFinalizer(owner, ORPHAN_FINALIZER)
      return
    }
    const dependents = this.#dependents.blocking(owner)
    if (dependents.length === 0) {
      this.#removeFinalizer(owner, FOREGROUND_FINALIZER)
      return
    }
    this.#foreground.set(uid, owner)
    const { namespace, name } = owner.metadata
    for (const dependent of dependents) {
      if (isBeingDeleted(dependent)) continue
      this.#writes.delete(dependent, `owner ${namespace}/${name} is deleted`)
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

  #removeFinalizer(owner: MetaObject, finalizer: string): void {
    const { uid, namespace, name } = owner.metadata
    const stored = this.#server.get(resourceOf(owner), namespace, name)
    if (stored?.metadata.uid === uid) this.#writes.removeFinalizer(stored, finalizer)
  }
}

/** Kinds that own anything in the model. A pod owns its claims under retention policy Delete. */
function mayOwn(object: StoredObject): boolean {
  return object instanceof Pod ? object.volumes.claims.length > 0 : OWNING_KINDS.has(kindOf(object))
}

const OWNING_KINDS: ReadonlySet<string> = new Set(['StatefulSet', 'DaemonSet', 'Deployment', 'Job'])

function waits({ metadata: { finalizers } }: MetaObject): boolean {
  return finalizers.includes(ORPHAN_FINALIZER) || finalizers.includes(FOREGROUND_FINALIZER)
}
