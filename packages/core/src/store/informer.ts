import { type Resource, type ResourceTypes, nameOf, namespaceOf } from '../api/stored-object.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import type { Duration, SimTime } from '../kernel/time.ts'
import type { ApiServer } from './api-server.ts'
import { Collection } from './collection.ts'
import { DeliveryLine } from './delivery-line.ts'
import { addition, cacheChanges, firstChanges, netChanges } from './list-changes.ts'
import type { ChangeListener, StoredChange } from './stored-change.ts'

/** How long a change takes from its commit to a watcher's handler. */
export interface WatchDelay {
  delayOf(change: StoredChange): Duration
}

/** Which changes a watch is about, as a field selector says it. */
export interface WatchSelector {
  selects(change: StoredChange): boolean
}

export interface InformerOptions<R extends Resource> {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly resource: R
  readonly delay: WatchDelay
  /**
   * False when nobody looks objects up by name: then only the indexes keep them. A million pods are
   * better kept once, by their sets.
   */
  readonly keepsObjects: boolean
  /** Changes that it does not select never reach the view; all are selected by default. */
  readonly selector?: WatchSelector
}

/**
 * One participant's view of one resource: a cache that lags behind the store by the watch delay.
 *
 * Changes arrive in the order of their commits. At one instant, all that are due are delivered
 * together: first to the indexes (which are the cache), then to the handlers (which wake somebody),
 * change by change. Objects are immutable and shared, so a view costs references only.
 *
 * What was there before the run is in the view before anybody works (`ApiServer.loading`); a
 * participant that starts later begins with a list (`list`).
 *
 * `fill` puts an object into the view without waking anybody; `freeze` stops the delivery until
 * `thaw`: so a view can be put out of step with the store at will. A connection may also break
 * (`disconnect`): then what is on its way is lost, and a new list has to make up for it (`relist`).
 */
export class Informer<R extends Resource> implements ChangeListener {
  readonly resource: R
  readonly objects: Collection<ResourceTypes[R]> = new Collection()
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #delay: WatchDelay
  readonly #keepsObjects: boolean
  readonly #selector: WatchSelector | undefined
  readonly #indexes: ChangeListener[] = []
  readonly #handlers: ChangeListener[] = []
  readonly #deliver: EventKind
  readonly #catchUp: EventKind
  /** Changes on their way; while the connection is broken, those that have been missed. */
  #waiting: DeliveryLine = new DeliveryLine()
  #lastDue = 0
  #connection: 'open' | 'frozen' | 'broken' | 'unlisted' = 'open'
  #isDeliveryScheduled = false
  #resourceVersion = 0

  constructor(options: InformerOptions<R>) {
    this.resource = options.resource
    this.#simulation = options.simulation
    this.#server = options.server
    this.#delay = options.delay
    this.#keepsObjects = options.keepsObjects
    this.#selector = options.selector
    this.#deliver = options.simulation.defineEvent(
      `WatchDelivery/${options.resource}`,
      PHASES.watchDelivery,
      () => this.#deliverDue(),
    )
    this.#catchUp = options.simulation.defineEvent(
      `WatchList/${options.resource}`,
      PHASES.watchDelivery,
      () => this.#takeList(),
    )
    options.server.subscribe(this, [options.resource])
  }

  /** The newest version that has been delivered: what "my own writes have come back" is judged by. */
  get resourceVersion(): number {
    return this.#resourceVersion
  }

  /** Keeps something up to date by every delivered or filled object. */
  addIndex(index: ChangeListener): void {
    this.#indexes.push(index)
  }

  /** Wakes somebody by every delivered change. */
  addHandler(handler: ChangeListener): void {
    this.#handlers.push(handler)
  }

  get(namespace: string, name: string): ResourceTypes[R] | undefined {
    return this.objects.get(namespace, name)
  }

  changed(change: StoredChange): void {
    if (this.#selector !== undefined && !this.#selector.selects(change)) return
    const delay = this.#server.isLoading ? 0 : this.#delay.delayOf(change)
    const due = Math.max(this.#lastDue, change.time + delay) as SimTime
    this.#lastDue = due
    this.#waiting.push(change, due)
    this.#scheduleDelivery()
  }

  /** Puts an object into the view as it stands, without waking anybody. */
  fill(object: ResourceTypes[R]): void {
    this.#apply(addition(this.resource, object, this.#simulation.now))
  }

  /** Holds all deliveries back until `thaw`. */
  freeze(): void {
    if (this.#connection === 'open') this.#connection = 'frozen'
  }

  thaw(): void {
    if (this.#connection === 'frozen') this.#connection = 'open'
    this.#scheduleDelivery()
  }

  /** The connection breaks: what is on its way is lost, and nothing comes any more until `relist`. */
  disconnect(): void {
    this.#connection = 'broken'
  }

  /**
   * The connection is there again: at this instant the view becomes what the store has. Whatever was
   * missed is told as one change an object (`netChanges`), objects that are gone with the state in
   * which they were last known.
   */
  relist(): void {
    if (this.#connection !== 'broken') return
    this.#simulation.scheduleAt(this.#simulation.now, this.#catchUp, 0)
  }

  /** Begins the view of a participant that starts now: with all that the store has, each object as added. */
  list(): void {
    this.#connection = 'unlisted'
    this.#simulation.scheduleAt(this.#simulation.now, this.#catchUp, 0)
  }

  /** The participant is gone: nothing is delivered any more. */
  close(): void {
    this.#connection = 'broken'
    this.#waiting = new DeliveryLine()
    this.#server.unsubscribe(this)
  }

  #scheduleDelivery(): void {
    if (this.#isDeliveryScheduled || this.#connection !== 'open') return
    if (this.#waiting.length === 0) return
    const due = Math.max(this.#waiting.firstTime, this.#simulation.now) as SimTime
    this.#isDeliveryScheduled = true
    this.#simulation.scheduleAt(due, this.#deliver, 0)
  }

  #deliverDue(): void {
    this.#isDeliveryScheduled = false
    const now = this.#simulation.now
    while (this.#waiting.firstTime <= now && this.#connection === 'open') {
      const change = this.#waiting.take()
      this.#apply(change)
      for (const handler of this.#handlers) handler.changed(change)
    }
    this.#scheduleDelivery()
  }

  /** Makes the view what the store is, and tells the handlers what is new about that. */
  #takeList(): void {
    if (this.#connection !== 'broken' && this.#connection !== 'unlisted') return
    const isFirst = this.#connection === 'unlisted'
    const missed = this.#waiting.takeAll()
    const changes = isFirst ? this.#firstChanges() : netChanges(missed)
    this.#connection = 'open'
    for (const change of changes) {
      for (const part of cacheChanges(change)) this.#apply(part)
      for (const handler of this.#handlers) handler.changed(change)
    }
    this.#resourceVersion = this.#server.resourceVersion
  }

  #firstChanges(): readonly StoredChange[] {
    const objects = this.#server.list(this.resource).values()
    return firstChanges(this.resource, objects, this.#simulation.now).filter(
      (change) => this.#selector?.selects(change) ?? true,
    )
  }

  #apply(change: StoredChange): void {
    if (change.resourceVersion > this.#resourceVersion) {
      this.#resourceVersion = change.resourceVersion
    }
    if (this.#keepsObjects) this.#keep(change)
    for (const index of this.#indexes) index.changed(change)
  }

  #keep(change: StoredChange): void {
    const namespace = namespaceOf(change.object)
    const name = nameOf(change.object)
    if (change.type === 'DELETED') this.objects.delete(namespace, name)
    else this.objects.put(namespace, name, change.object as ResourceTypes[R])
  }
}
