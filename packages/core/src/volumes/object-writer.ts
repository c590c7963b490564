import type { MetaObject, MetaResource, ResourceTypes } from '../api/stored-object.ts'
import type { ApiClient, Requester } from '../store/api-client.ts'
import type { ApiRequest } from '../store/api-request.ts'
import type { ApiResult } from '../store/api-result.ts'
import type { Informer } from '../store/informer.ts'
import type { Sync } from './sync-queue.ts'

/** A write and its reason. */
export interface ObjectWrite<T> {
  readonly part: '' | 'status'
  readonly object: T
  readonly why: string
}

/**
 * Writes objects of one resource one step at a time, and knows them as they are after its own last
 * writes, which come back through the watch only later.
 *
 * Invariant: at most one write an object is under way. One that was refused is not sent again until
 * the object has changed, since the refusal means that a newer version is on its way here.
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

  /** @param written called when a write has been answered, so that the next step can be planned */
  constructor(client: ApiClient, informer: Informer<R>, written: Sync) {
    this.#client = client
    this.#informer = informer
    this.#written = written
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
      if ('object' in request) {
        this.#refusedVersions.set(key, request.object.metadata.resourceVersion)
      }
    } else {
      this.#refusedVersions.delete(key)
      if (result.object !== undefined) this.#own.set(key, result.object as ResourceTypes[R])
    }
    this.#written(namespace, name)
  }

  #send(metadata: MetaObject['metadata'], request: ApiRequest): void {
    this.#isUnderWay.add(keyOf(metadata))
    this.#client.send(request, this)
  }
}

function keyOf({ namespace, name }: MetaObject['metadata']): string {
  return `${namespace}/${name}`
}
