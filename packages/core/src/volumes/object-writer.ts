import type { MetaObject, MetaResource, ResourceTypes } from '../api/stored-object.ts'
import type { ApiClient, Requester } from '../store/api-client.ts'
import type { ApiRequest } from '../store/api-request.ts'
import type { ApiResult, RefusalReason } from '../store/api-result.ts'
import { Collection } from '../store/collection.ts'
import type { Informer } from '../store/informer.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { type Duration, seconds } from '../kernel/time.ts'

/** A write and its reason. */
export interface ObjectWrite<T> {
  readonly part: '' | 'status'
  readonly object: T
  readonly why: string
}

/** After this time all objects are looked at again, whatever has become of earlier writes. */
const RESYNC_PERIOD: Duration = seconds(15)

/** The resources whose objects are written here. */
export type WrittenResource = 'persistentvolumeclaims' | 'persistentvolumes'

/** With what objects are written, and where they are seen. */
export interface ObjectWriterOptions<R extends WrittenResource> {
  readonly simulation: Simulation
  readonly client: ApiClient
  readonly informer: Informer<R>
}

/** What has become of the writes of one object. */
interface OwnWrites<T> {
  /** The object after the last of them, until that has come back through the watch. */
  newest: T | undefined
  isUnderWay: boolean
  /** The version of the object that was not to be written. */
  refusedVersion: number | undefined
}

/**
 * Writes objects of one resource one step at a time, and knows them as they are after its own last
 * writes, which come back through the watch only later.
 *
 * Invariant: at most one write an object is under way. One that was refused is not sent again until
 * the object has changed, as mostly the refusal means that a newer version is on its way here, or until
 * the next look at all objects.
 */
export class ObjectWriter<R extends WrittenResource> implements Requester {
  readonly #client: ApiClient
  readonly #informer: Informer<R>
  readonly #writes = new Collection<OwnWrites<ResourceTypes[R]>>()
  readonly #simulation: Simulation
  readonly #resync: EventKind
  /** Refused requests, in the order in which they are to be made up for. */
  readonly #refused: ApiRequest[] = []

  constructor({ simulation, client, informer }: ObjectWriterOptions<R>) {
    this.#simulation = simulation
    this.#client = client
    this.#informer = informer
    const name = `WriteRetried/${informer.resource}`
    this.#resync = simulation.defineEvent(name, PHASES.workerStart, () => this.#makeUp())
  }

  /** The newest version that is known here. */
  newest(namespace: string, name: string): ResourceTypes[R] | undefined {
    const writes = this.#writes.get(namespace, name)
    if (writes?.newest !== undefined) {
      if (writes.newest.metadata.resourceVersion > this.#informer.resourceVersion) {
        return writes.newest
      }
      writes.newest = undefined
      this.#forget(writes, namespace, name)
    }
    return this.#informer.get(namespace, name)
  }

  /** False while a write is under way, or when this version has been refused before. */
  canWrite({ metadata }: MetaObject): boolean {
    const writes = this.#writes.get(metadata.namespace, metadata.name)
    if (writes === undefined) return true
    return !writes.isUnderWay && writes.refusedVersion !== metadata.resourceVersion
  }

  /** True when the last write of the object was refused: its next change, whatever it is, helps on. */
  wasRefused({ metadata }: MetaObject): boolean {
    return this.#writes.get(metadata.namespace, metadata.name)?.refusedVersion !== undefined
  }

  /** Replaces an object; its resourceVersion must still be the stored one. */
  update({ part, object, why }: ObjectWrite<ResourceTypes[R]>): void {
    this.#send({
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
    this.#send({
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
    this.#send({
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
    const writes = this.#writesOf(namespace, name)
    writes.isUnderWay = false
    if (result.type === 'refused') {
      writes.newest = undefined
      this.#remember(request, writes, result.reason)
    } else {
      writes.refusedVersion = undefined
      // Whoever makes an object has nothing more to do about it.
      if (request.verb === 'update') writes.newest = result.object as ResourceTypes[R] | undefined
    }
    this.#forget(writes, namespace, name)
    this.written(namespace, name)
  }

  /** A write has been answered, or a refused one may be tried again: the next step can be planned. */
  protected written(_namespace: string, _name: string): void {
    // Nothing follows.
  }

  #remember(request: ApiRequest, writes: OwnWrites<ResourceTypes[R]>, reason: RefusalReason): void {
    if (reason === 'AlreadyExists' || reason === 'NotFound') return
    if (request.verb === 'update' && 'object' in request) {
      writes.refusedVersion = request.object.metadata.resourceVersion
    }
    this.#refused.push(request)
    this.#simulation.scheduleAfter(RESYNC_PERIOD, this.#resync, 0)
  }

  /** An update is planned anew from what is there now; the rest is asked for once more. */
  #makeUp(): void {
    const request = this.#refused.shift()
    if (request === undefined) return
    const { namespace, name } = request
    const writes = this.#writes.get(namespace, name)
    if (request.verb !== 'update') {
      if (!writes?.isUnderWay) this.#send(request)
    } else if (writes?.refusedVersion !== undefined) {
      writes.refusedVersion = undefined
      this.#forget(writes, namespace, name)
      this.written(namespace, name)
    }
  }

  #send(request: ApiRequest): void {
    this.#writesOf(request.namespace, request.name).isUnderWay = true
    this.#client.send(request, this)
  }

  #writesOf(namespace: string, name: string): OwnWrites<ResourceTypes[R]> {
    let writes = this.#writes.get(namespace, name)
    if (writes === undefined) {
      writes = { newest: undefined, isUnderWay: false, refusedVersion: undefined }
      this.#writes.put(namespace, name, writes)
    }
    return writes
  }

  /** Of most objects there is nothing to be remembered. */
  #forget(writes: OwnWrites<ResourceTypes[R]>, namespace: string, name: string): void {
    if (writes.newest !== undefined || writes.isUnderWay) return
    if (writes.refusedVersion === undefined) this.#writes.delete(namespace, name)
  }
}
