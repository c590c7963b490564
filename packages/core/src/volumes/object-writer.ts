import type { MetaObject, MetaResource, ResourceTypes } from '../api/stored-object.ts'
import type { ApiClient, Requester } from '../store/api-client.ts'
import type { ApiRequest } from '../store/api-request.ts'
import type { ApiResult, RefusalReason } from '../store/api-result.ts'
import type { Informer } from '../store/informer.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { type Duration, seconds } from '../kernel/time.ts'
import type { Sync } from './sync-queue.ts'

/** A write and its reason. */
export interface ObjectWrite<T> {
  readonly part: '' | 'status'
  readonly object: T
  readonly why: string
}

/** After this time all objects are looked at again, whatever has become of earlier writes. */
const RESYNC_PERIOD: Duration = seconds(15)

/**
 * Writes objects of one resource one step at a time, and knows them as they are after its own last
 * writes, which come back through the watch only later.
 *
 * Invariant: at most one write an object is under way. One that was refused is not sent again until
 * the object has changed, as mostly the refusal means that a newer version is on its way here, or until
 * the next look at all objects.
 */
export class ObjectWriter<
  R extends 'persistentvolumeclaims' | 'persistentvolumes',
> implements Requester {
  readonly #client: ApiClient
  readonly #informer: Informer<R>
  readonly #written: Sync
  readonly #own = new Map<string, ResourceTypes[R]>()
  readonly #isUnderWay = new Set<string>()
  readonly #refusedVersions = new Map<string, number>()
  readonly #simulation: Simulation
  readonly #resync: EventKind
  /** Refused requests, in the order in which they are to be made up for. */
  readonly #refused: ApiRequest[] = []

  constructor(options: {
    readonly simulation: Simulation
    readonly client: ApiClient
    readonly informer: Informer<R>
    /** Called when a write has been answered, so that the next step can be planned. */
    readonly written: Sync
  }) {
    this.#simulation = options.simulation
    this.#client = options.client
    this.#informer = options.informer
    this.#written = options.written
    const name = `WriteRetried/${options.informer.resource}`
    this.#resync = options.simulation.defineEvent(name, PHASES.workerStart, () => this.#makeUp())
  }

  /** The newest version that is known here. */
  newest(namespace: string, name: string): ResourceTypes[R] | undefined {
    const seen = this.#informer.get(namespace, name)
    const key = `${namespace}/${name}`
    const own = this.#own.get(key)
    if (own === undefined) return seen
    if (own.metadata.resourceVersion > this.#informer.resourceVersion) return own
    this.#own.delete(key)
    return seen
  }

  /** False while a write is under way, or when this version has been refused before. */
  canWrite({ metadata }: MetaObject): boolean {
    const key = keyOf(metadata)
    return !this.#isUnderWay.has(key) && this.#refusedVersions.get(key) !== metadata.resourceVersion
  }

  /** Replaces an object; its resourceVersion must still be the stored one. */
  update({ part, object, why }: ObjectWrite<ResourceTypes[R]>): void {
    this.#send(object.metadata, {
      verb: 'update',
      resource: this.#informer.resource as MetaResource,
      subresource: part,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
      why,
      object,
    })
  }

  create(object: ResourceTypes[R], why: string): void {
    this.#send(object.metadata, {
      verb: 'create',
      resource: this.#informer.resource as MetaResource,
      subresource: '',
      namespace: object.metadata.namespace,
      name: object.metadata.name,
      why,
      object,
    })
  }

  delete({ metadata }: ResourceTypes[R], why: string): void {
    this.#send(metadata, {
      verb: 'delete',
      resource: this.#informer.resource,
      subresource: '',
      namespace: metadata.namespace,
      name: metadata.name,
      why,
      uid: metadata.uid,
    })
  }

  answered(request: ApiRequest, result: ApiResult): void {
    const { namespace, name } = request
    const key = `${namespace}/${name}`
    this.#isUnderWay.delete(key)
    if (result.type === 'refused') {
      this.#own.delete(key)
      this.#remember(request, key, result.reason)
    } else {
      this.#refusedVersions.delete(key)
      if (result.object !== undefined) this.#own.set(key, result.object as ResourceTypes[R])
    }
    this.#written(namespace, name)
  }

  #remember(request: ApiRequest, key: string, reason: RefusalReason): void {
    if (reason === 'AlreadyExists' || reason === 'NotFound') return
    if (request.verb === 'update' && 'object' in request) {
      this.#refusedVersions.set(key, request.object.metadata.resourceVersion)
    }
    this.#refused.push(request)
    this.#simulation.scheduleAfter(RESYNC_PERIOD, this.#resync, 0)
  }

  /** An update is planned anew from what is there now; the rest is asked for once more. */
  #makeUp(): void {
    const request = this.#refused.shift()
    if (request === undefined) return
    const { namespace, name } = request
    const key = `${namespace}/${name}`
    if (request.verb === 'update') {
      if (this.#refusedVersions.delete(key)) this.#written(namespace, name)
    } else if (!this.#isUnderWay.has(key)) {
      this.#isUnderWay.add(key)
      this.#client.send(request, this)
    }
  }

  #send(metadata: MetaObject['metadata'], request: ApiRequest): void {
    this.#isUnderWay.add(keyOf(metadata))
    this.#client.send(request, this)
  }
}

function keyOf({ namespace, name }: MetaObject['metadata']): string {
  return `${namespace}/${name}`
}
