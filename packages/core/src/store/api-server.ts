import { assert } from '../assert.ts'
import { UNSET, toApiTime } from '../api/api-time.ts'
import { withDefaultClass } from '../api/claim-admission.ts'
import { CLAIM_PROTECTION_FINALIZER } from '../api/persistent-volume.ts'
import type { Pod } from '../api/pod.ts'
import { qualifiedResource } from '../api/resource-group.ts'
import { isSameJson } from '../api/same-json.ts'
import {
  META_RESOURCES,
  type MetaObject,
  type MetaResource,
  RESOURCES,
  type Resource,
  type ResourceTypes,
  type StoredObject,
  kindOf,
  resourceOf,
} from '../api/stored-object.ts'
import type { SimTime } from '../kernel/time.ts'
import type { PodToCreate } from './api-request.ts'
import { type ApiResult, DONE, refused } from './api-result.ts'
import { type Cause, ChangeFeed, type Clock } from './change-feed.ts'
import { Collection, type ReadonlyCollection } from './collection.ts'
import type { DeleteOptions } from './delete-options.ts'
import type { NameSource } from './names.ts'
import { conflict, notFound } from './refusals.ts'
import type { ChangeListener } from './stored-change.ts'
import { StoredPods } from './stored-pods.ts'
import {
  finalizersFor,
  mergeMain,
  mergeStatus,
  withMetadata,
  withResourceVersion,
} from './written-object.ts'

/** What distinguishes one API server from another. */
export interface ApiServerOptions {
  readonly clock: Clock
  readonly names: NameSource
  /**
   * A real store writes `deletionGracePeriodSeconds: 0` before it removes a pod, so that a removal
   * makes two events. The stand-in cluster of the recorded traces leaves the first one out.
   */
  readonly writesBeforeRemoval: boolean
  /** New claims get the protection finalizer (a participant takes it off when no pod uses the claim). */
  readonly protectsClaims: boolean
  /** Marking an object as being deleted raises its generation, as a real store does. */
  readonly deletionRaisesGeneration: boolean
  /** Each refusal of an eviction names its cause, not only those that say "later" (1.37). */
  readonly namesEveryEvictionCause?: boolean
}

/**
 * The store behind the Kubernetes API: objects by kind, one resourceVersion for all of them,
 * generations, graceful deletion and finalizers. Every commit is told to the listeners at once, in
 * the order in which they subscribed, and commit by commit.
 *
 * Rules:
 * - a write that changes nothing is silent: no new resourceVersion, no event;
 * - spec and status are separate: a change of spec raises `generation`, a status write leaves it alone;
 * - a deletion with finalizers (or a grace period, for pods) only marks the object.
 *
 * It takes no time and limits nobody: latency and rate limits belong to the clients.
 */
export class ApiServer {
  /** Each refusal of an eviction names its cause, not only those that say "later" (1.37). */
  readonly namesEveryEvictionCause: boolean
  readonly #changes: ChangeFeed
  readonly #names: NameSource
  readonly #protectsClaims: boolean
  readonly #deletionRaisesGeneration: boolean
  readonly #pods: StoredPods
  readonly #collections: { readonly [R in MetaResource]: Collection<ResourceTypes[R]> }
  readonly #incarnations = new Map<string, number>()
  #isLoading = false

  constructor(options: ApiServerOptions) {
    this.namesEveryEvictionCause = options.namesEveryEvictionCause ?? true
    this.#names = options.names
    this.#changes = new ChangeFeed(options.clock)
    this.#pods = new StoredPods({ ...options, changes: this.#changes })
    this.#protectsClaims = options.protectsClaims
    this.#deletionRaisesGeneration = options.deletionRaisesGeneration
    this.#collections = Object.fromEntries(
      META_RESOURCES.map((resource) => [resource, new Collection<MetaObject>()]),
    ) as unknown as { readonly [R in MetaResource]: Collection<ResourceTypes[R]> }
  }

  /** The version of the newest commit. */
  get resourceVersion(): number {
    return this.#changes.resourceVersion
  }

  /** The instant that a write made now would carry. */
  get now(): SimTime {
    return this.#changes.now
  }

  /** From now on tells the listener of every change to these resources (all, if none are named). */
  subscribe(listener: ChangeListener, resources: readonly Resource[] = RESOURCES): void {
    this.#changes.subscribe(listener, resources)
  }

  /** Tells the listener of nothing any more. */
  unsubscribe(listener: ChangeListener): void {
    this.#changes.unsubscribe(listener)
  }

  /** What `fill` puts into the store was there before the run: every view has it at once. */
  loading(fill: () => void): void {
    this.#isLoading = true
    fill()
    this.#isLoading = false
  }

  /** True while objects from before the run are put into the store. */
  get isLoading(): boolean {
    return this.#isLoading
  }

  /** The objects of one resource, for reading only. */
  list<R extends Resource>(resource: R): ReadonlyCollection<ResourceTypes[R]>
  list(resource: Resource): ReadonlyCollection<StoredObject> {
    return resource === 'pods' ? this.#pods.all : this.#collections[resource]
  }

  get<R extends Resource>(
    resource: R,
    namespace: string,
    name: string,
  ): ResourceTypes[R] | undefined {
    return this.list(resource).get(namespace, name)
  }

  /** The newest version of the pod with this number; undefined when it is gone. */
  podByNumber(number: number): Pod | undefined {
    return this.#pods.all.byNumber(number)
  }

  /** A number for the identity of a pod that is about to be loaded. */
  nextPodNumber(): number {
    return this.#pods.all.numberEnd
  }

  /** The address of a bound pod on its node. */
  podIPOf(pod: Pod): string {
    return this.#pods.podIPOf(pod)
  }

  /** Stores a new pod in phase Pending. */
  createPod(pod: PodToCreate, namespace: string, cause: Cause): ApiResult {
    return this.#pods.create(pod, namespace, cause)
  }

  /** Puts a pod into the store as it stands, as one that was there before the run. */
  loadPod(pod: Pod, cause: Cause): void {
    this.#pods.load(pod, cause)
  }

  /**
   * Commits a draft of a stored pod; silent when it changes nothing. A terminating pod whose grace
   * period is 0 and that has no finalizers left is removed.
   */
  commitPod(draft: Pod, cause: Cause): void {
    this.#pods.commit(draft, cause)
  }

  /**
   * Asks for the deletion of a pod. Its grace period is forced to 0 when no kubelet has to stop
   * anything: not bound, or already Succeeded or Failed. A later call can only shorten the period.
   */
  deletePod(pod: Pod, options: DeleteOptions, cause: Cause): void {
    this.#pods.delete(pod, options, cause)
  }

  /** Removes a pod at once, as the kubelet's or the pod collector's last word does. */
  removePod(pod: Pod, cause: Cause): void {
    this.#pods.delete(pod, { gracePeriodSeconds: 0 }, cause)
  }

  /** Stores a new object; fills in what the server owns of its metadata. */
  create(object: MetaObject, cause: Cause): ApiResult {
    const kind = kindOf(object)
    const resource = resourceOf(object)
    const { name, namespace } = object.metadata
    if (this.#collection(resource).get(namespace, name) !== undefined) {
      return refused('AlreadyExists', `${qualifiedResource(resource)} "${name}" already exists`)
    }
    const protects = resource === 'persistentvolumeclaims' && this.#protectsClaims
    const admitted = this.#admitted(object)
    const created = withMetadata(admitted, {
      uid: this.#names.uid(kind, namespace, name, this.#countIncarnation(kind, namespace, name)),
      resourceVersion: this.#changes.nextVersion(),
      generation: object.metadata.generation === 0 ? 1 : object.metadata.generation,
      creationTimestamp: toApiTime(this.#changes.now),
      deletionTimestamp: UNSET,
      finalizers: protects
        ? [...object.metadata.finalizers, CLAIM_PROTECTION_FINALIZER]
        : object.metadata.finalizers,
    })
    this.#collection(resource).put(namespace, name, created)
    this.#changes.tell('ADDED', resource, created, undefined, cause)
    return { type: 'done', object: created }
  }

  /** What the API server itself adds to a new object. */
  #admitted(object: MetaObject): MetaObject {
    if (object.kind !== 'PersistentVolumeClaim') return object
    return withDefaultClass(object, this.#collections.storageclasses.values())
  }

  /** Puts an object into the store as it stands, as one that was there before the run. */
  load(object: MetaObject, cause: Cause): void {
    const resource = resourceOf(object)
    const { namespace, name } = object.metadata
    assert(this.#collection(resource).get(namespace, name) === undefined, `${name} is loaded once`)
    const loaded = withResourceVersion(object, this.#changes.nextVersion())
    this.#collection(resource).put(namespace, name, loaded)
    this.#changes.tell('ADDED', resource, loaded, undefined, cause)
  }

  /**
   * Replaces an object through its main resource: metadata and spec are taken, the status stays. A
   * resourceVersion other than 0 must still be the stored one.
   */
  update(object: MetaObject, cause: Cause): ApiResult {
    return this.#replace(object, 'main', cause)
  }

  /** Replaces only the status of an object. */
  updateStatus(object: MetaObject, cause: Cause): ApiResult {
    return this.#replace(object, 'status', cause)
  }

  /** Asks for the deletion of an object; finalizers keep it, marked, until they are taken off. */
  delete(
    resource: MetaResource,
    namespace: string,
    name: string,
    options: DeleteOptions,
    cause: Cause,
  ): ApiResult {
    const stored = this.#collection(resource).get(namespace, name)
    if (stored === undefined) return notFound(resource, name)
    if (options.uid !== undefined && options.uid !== stored.metadata.uid) {
      return refused('Conflict', `the uid of ${resource} "${name}" is ${stored.metadata.uid}`)
    }
    const finalizers = finalizersFor(stored, options.propagation ?? 'Background')
    if (finalizers.length === 0) {
      this.#remove(resource, stored, cause)
      return DONE
    }
    if (stored.metadata.deletionTimestamp !== UNSET) return DONE
    const marked = withMetadata(stored, {
      finalizers,
      deletionTimestamp: toApiTime(this.#changes.now),
      generation: stored.metadata.generation + (this.#deletionRaisesGeneration ? 1 : 0),
    })
    this.#commit(resource, marked, stored, cause)
    return DONE
  }

  #replace(object: MetaObject, part: 'main' | 'status', cause: Cause): ApiResult {
    const resource = resourceOf(object)
    const { name, namespace, resourceVersion } = object.metadata
    const stored = this.#collection(resource).get(namespace, name)
    if (stored === undefined) return notFound(resource, name)
    if (object.metadata.uid !== '' && object.metadata.uid !== stored.metadata.uid) {
      return refused('Conflict', `the uid of ${resource} "${name}" is ${stored.metadata.uid}`)
    }
    if (resourceVersion !== 0 && resourceVersion !== stored.metadata.resourceVersion) {
      return conflict(resource, name)
    }
    const merged = part === 'main' ? mergeMain(object, stored) : mergeStatus(object, stored)
    if (isSameJson(merged, stored)) return { type: 'done', object: stored }
    return { type: 'done', object: this.#commit(resource, merged, stored, cause) }
  }

  #commit(
    resource: MetaResource,
    object: MetaObject,
    stored: MetaObject,
    cause: Cause,
  ): MetaObject {
    const { namespace, name, deletionTimestamp, finalizers } = object.metadata
    if (deletionTimestamp !== UNSET && finalizers.length === 0) {
      this.#remove(resource, object, cause)
      return object
    }
    const committed = withResourceVersion(object, this.#changes.nextVersion())
    this.#collection(resource).put(namespace, name, committed)
    this.#changes.tell('MODIFIED', resource, committed, stored, cause)
    return committed
  }

  #remove(resource: MetaResource, object: MetaObject, cause: Cause): void {
    this.#collection(resource).delete(object.metadata.namespace, object.metadata.name)
    const last = withResourceVersion(object, this.#changes.nextVersion())
    this.#changes.tell('DELETED', resource, last, object, cause)
  }

  #countIncarnation(kind: string, namespace: string, name: string): number {
    const key = `${kind}/${namespace}/${name}`
    const incarnation = (this.#incarnations.get(key) ?? 0) + 1
    this.#incarnations.set(key, incarnation)
    return incarnation
  }

  #collection(resource: MetaResource): Collection<MetaObject> {
    return this.#collections[resource]
  }
}
