import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type MetaObject,
  Pod,
  type Requester,
  type Resource,
  type StoredObject,
  nameOf,
  namespaceOf,
  resourceOf,
  uidOf,
} from '@seatrial/core'

/** The requests of the garbage collector. */
export class CollectorWrites implements Requester {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  answered(_request: ApiRequest, _result: ApiResult): void {
    // A refused request is repeated when the object's next change comes up.
  }

  /** Deletes an object, with its own grace. */
  delete(object: StoredObject, why: string): void {
    this.#client.send({ verb: 'delete', ...targetOf(object), uid: uidOf(object), why }, this)
  }

  /** Takes the reference to an owner off an object. */
  release(object: StoredObject, ownerUid: string): void {
    this.#client.send(
      {
        verb: 'patch',
        ...targetOf(object),
        uid: uidOf(object),
        owner: { type: 'release', uid: ownerUid },
        why: 'owner is gone, another one lives',
      },
      this,
    )
  }

  /** Takes a finalizer off the newest version of an object. */
  removeFinalizer(stored: MetaObject, finalizer: string): void {
    const { namespace, name } = stored.metadata
    const finalizers = stored.metadata.finalizers.filter((other) => other !== finalizer)
    const metadata = { ...stored.metadata, resourceVersion: 0, finalizers }
    this.#client.send(
      {
        verb: 'update',
        resource: resourceOf(stored),
        subresource: '',
        namespace,
        name,
        object: { ...stored, metadata } as MetaObject,
        why: 'dependents are done',
      },
      this,
    )
  }
}

function targetOf(object: StoredObject): {
  readonly resource: Resource
  readonly subresource: ''
  readonly namespace: string
  readonly name: string
} {
  return {
    resource: object instanceof Pod ? 'pods' : resourceOf(object),
    subresource: '',
    namespace: namespaceOf(object),
    name: nameOf(object),
  }
}
