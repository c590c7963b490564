import {
  type ApiRequest,
  type ApiServer,
  type ChangeListener,
  type EvictionOptions,
  type JsonObject,
  type MetaObject,
  type MetaResource,
  type RequestQueue,
  type StoredObject,
  type Verdict,
  type WallTime,
  compareText,
  conditionsOf,
  isSameJson,
  namespaceOf,
  nameOf,
  objectField,
  podUpdateErrors,
  qualifiedResource,
  readObject,
  refused,
  resizeRefusal,
  resourceOf,
  wallTimeAt,
  writeObject,
} from '@seatrial/core'
import { type Admission, judgeNew, judgeReplacement } from '../run/judge-object.ts'
import { type KindNames, namesOfKind } from './kinds.ts'
import { KubectlError, invalidError, notFoundError, serverError } from './kubectl-error.ts'
import { podCreation, podStatusPatch, podUpdate } from './pod-requests.ts'

const BY = 'user'

/** Whether a write has changed anything. */
export type WriteOutcome = 'changed' | 'unchanged'

/**
 * The objects of a cluster as kubectl sees and changes them: as JSON, by requests that are carried out at
 * once. What the API server refuses is thrown as a `KubectlError` in kubectl's words.
 */
export class KubectlObjects {
  readonly #server: ApiServer
  readonly #requests: RequestQueue
  readonly #admission: Admission
  readonly #isDry: boolean

  /** @param isDry everything is looked at and nothing is sent */
  constructor(server: ApiServer, requests: RequestQueue, admission: Admission, isDry = false) {
    this.#server = server
    this.#requests = requests
    this.#admission = admission
    this.#isDry = isDry
  }

  /** The same objects, of which none is changed. */
  dry(): KubectlObjects {
    return new KubectlObjects(this.#server, this.#requests, this.#admission, true)
  }

  get now(): WallTime {
    return wallTimeAt(this.#admission.epoch, this.#server.now)
  }

  /** The object as `kubectl get -o json` prints it; undefined when there is none. */
  find(
    { resource, isNamespaced }: KindNames,
    namespace: string,
    name: string,
  ): JsonObject | undefined {
    const object = this.#server.get(resource, isNamespaced ? namespace : '', name)
    return object === undefined ? undefined : this.#write(object)
  }

  /** The object that must be there. */
  get(names: KindNames, namespace: string, name: string): JsonObject {
    const object = this.find(names, namespace, name)
    if (object === undefined) throw notFoundError(qualifiedResource(names.resource), name)
    return object
  }

  /** All objects of a kind in a namespace (all, for a kind outside of namespaces), by name. */
  list({ resource, isNamespaced }: KindNames, namespace: string): readonly JsonObject[] {
    const objects: StoredObject[] = []
    for (const object of this.#server.list(resource).values()) {
      if (!isNamespaced || namespaceOf(object) === namespace) objects.push(object)
    }
    return objects
      .toSorted((one, other) => compareText(nameOf(one), nameOf(other)))
      .map((object) => this.#write(object))
  }

  /** Tells a listener of all changes of these kinds, until it has enough of them. */
  watch(listener: ChangeListener, kinds: readonly KindNames[]): void {
    this.#server.subscribe(listener, [...new Set(kinds.map(({ resource }) => resource))])
  }

  /** Ends a watch. */
  unwatch(listener: ChangeListener): void {
    this.#server.unsubscribe(listener)
  }

  /** Makes a new object. */
  create(names: KindNames, manifest: JsonObject): void {
    if (names.kind === 'Pod') {
      this.#send(podCreation(manifest, this.#admission))
      return
    }
    const verdict = judgeNew(names.kind, manifest, this.#admission)
    const object = this.#accepted(verdict, manifest)
    this.#send({ verb: 'create', ...targetOf(object), object })
  }

  /** Replaces an object by a changed version of it. */
  replace(names: KindNames, stored: JsonObject, wanted: JsonObject): WriteOutcome {
    if (isSameJson(stored, wanted)) return 'unchanged'
    if (names.kind === 'Pod') return this.#replacePod(stored, wanted)
    const verdict = judgeReplacement(names.kind, wanted, stored, this.#admission)
    const object = this.#accepted(verdict, stored)
    this.#refuseResize(object)
    return this.#update({ verb: 'update', ...targetOf(object), object })
  }

  /** Replaces the status of an object. */
  replaceStatus(names: KindNames, stored: JsonObject, wanted: JsonObject): WriteOutcome {
    if (isSameJson(stored['status'], wanted['status'])) return 'unchanged'
    if (names.kind === 'Pod') return this.#update(podStatusPatch(wanted, this.#admission))
    const object = readObject(wanted, this.#admission.epoch)
    if (object === undefined) return 'unchanged'
    return this.#update({ verb: 'update', ...targetOf(object), subresource: 'status', object })
  }

  delete(names: KindNames, namespace: string, name: string, options: DeletionOptions): void {
    this.#send({
      verb: 'delete',
      resource: names.resource,
      subresource: '',
      namespace: names.isNamespaced ? namespace : '',
      name,
      why: '',
      ...options,
    })
  }

  /** Asks for a pod's eviction. */
  evict(namespace: string, name: string, eviction: EvictionOptions): void {
    this.#send({
      verb: 'create',
      resource: 'pods',
      subresource: 'eviction',
      namespace,
      name,
      why: '',
      eviction,
    })
  }

  /** Puts a pod on a node, as a scheduler does. */
  bind(namespace: string, name: string, nodeName: string): void {
    const pod = this.#server.get('pods', namespace, name)
    if (pod === undefined) throw notFoundError('pods', name)
    const conditions = conditionsOf('scheduled')
    this.#send({
      verb: 'create',
      resource: 'pods',
      subresource: 'binding',
      namespace,
      name,
      why: '',
      binding: { identity: pod.identity, nodeName, conditions, nominatedNodeName: '' },
    })
  }

  #replacePod(stored: JsonObject, wanted: JsonObject): WriteOutcome {
    if (this.#isDry) {
      const errors = podUpdateErrors(objectField(wanted, 'spec'), objectField(stored, 'spec'))
      if (errors.length > 0) throw invalidError('Pod', nameIn(stored), errors)
    }
    this.#send(podUpdate(wanted, this.#admission))
    return 'changed'
  }

  #accepted(verdict: Verdict, manifest: JsonObject): MetaObject {
    const kind = String(manifest['kind'])
    switch (verdict.type) {
      case 'undecodable': {
        const { path, expected } = verdict.wrongType
        throw new KubectlError(
          `Error from server (BadRequest): ${kind} in version "v1" cannot be handled as a ${kind}: ` +
            `${path}: expected ${expected}`,
        )
      }
      case 'refused':
        throw invalidError(kind, nameIn(manifest), verdict.errors)
      case 'accepted': {
        const object = readObject(verdict.object, this.#admission.epoch)
        if (object === undefined) throw new KubectlError(`error: no matches for kind "${kind}"`)
        return object
      }
    }
  }

  #refuseResize(wanted: MetaObject): void {
    if (wanted.kind !== 'PersistentVolumeClaim') return
    const { namespace, name } = wanted.metadata
    const stored = this.#server.get('persistentvolumeclaims', namespace, name)
    const refusal = stored && resizeRefusal(stored, wanted, this.#server)
    if (refusal === undefined) return
    const { field, detail } = refusal
    throw field === ''
      ? serverError(
          refused('Forbidden', `persistentvolumeclaims "${name}" is forbidden: ${detail}`),
        )
      : invalidError(wanted.kind, name, [{ type: 'Forbidden', field, detail }])
  }

  #update(request: ApiRequest): WriteOutcome {
    if (this.#isDry) return 'changed'
    const before = this.#server.resourceVersion
    this.#send(request)
    return this.#server.resourceVersion === before ? 'unchanged' : 'changed'
  }

  #send(request: ApiRequest): void {
    if (this.#isDry) return
    const result = this.#requests.carryOut(request, BY)
    if (result.type === 'refused') throw serverError(result)
  }

  #write(object: StoredObject): JsonObject {
    return writeObject(object, this.#admission.epoch)
  }
}

function targetOf(object: MetaObject): {
  readonly resource: MetaResource
  readonly subresource: ''
  readonly namespace: string
  readonly name: string
  readonly why: string
} {
  const { namespace, name } = object.metadata
  return { resource: resourceOf(object), subresource: '', namespace, name, why: '' }
}

/** How an object is deleted. */
export interface DeletionOptions {
  readonly gracePeriodSeconds?: number
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan'
}

/** The name in a manifest's metadata. */
export function nameIn(manifest: JsonObject): string {
  return String((manifest['metadata'] as JsonObject | undefined)?.['name'] ?? '')
}

/** The namespace in a manifest's metadata, `default` where it names none. */
export function namespaceIn(manifest: JsonObject): string {
  return String((manifest['metadata'] as JsonObject | undefined)?.['namespace'] ?? 'default')
}

/** The names of a manifest's kind. */
export function kindIn(manifest: JsonObject): KindNames {
  return namesOfKind(String(manifest['kind']))
}
