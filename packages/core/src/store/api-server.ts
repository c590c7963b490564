import { assert } from '../assert.ts'
import { type ApiTime, UNSET, toApiTime } from '../api/api-time.ts'
import { NO_CONTAINER_STATUSES } from '../api/container-statuses.ts'
import { withDefaultClass } from '../api/claim-admission.ts'
import { CLAIM_PROTECTION_FINALIZER } from '../api/persistent-volume.ts'
import { isBound, isTerminal, isTerminating } from '../api/pod-predicates.ts'
import { Pod, type PodIdentity, draftOf, isSamePod } from '../api/pod.ts'
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
  nameOf,
  namespaceOf,
  resourceOf,
} from '../api/stored-object.ts'
import { qualifiedResource } from '../api/resource-group.ts'
import type { SimTime } from '../kernel/time.ts'
import type { DeletionPropagation, PodToCreate } from './api-request.ts'
import { type ApiResult, DONE, refused } from './api-result.ts'
import { Collection, type ReadonlyCollection } from './collection.ts'
import type { NameSource } from './names.ts'
import { PodCollection } from './pod-collection.ts'
import { GENERATED, StoredPodIdentity } from './stored-pod-identity.ts'
import type { ChangeListener, ChangeType, StoredChange } from './stored-change.ts'
import {
  finalizersFor,
  mergeMain,
  mergeStatus,
  withMetadata,
  withResourceVersion,
} from './written-object.ts'

/** Where the API server reads the time: the simulation, or a fixed clock in a replayed case. */
export interface Clock {
  readonly now: SimTime
}

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

/** Who asked for a change, and why. */
export interface Cause {
  readonly by: string
  readonly why: string
}

/** How an object shall be deleted. */
export interface DeleteOptions {
  /** When given, an object with another uid is not touched. */
  readonly uid?: string
  /** Overrides the pod's own grace period. */
  readonly gracePeriodSeconds?: number
  readonly propagation?: DeletionPropagation
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
  readonly #clock: Clock
  readonly #names: NameSource
  readonly #writesBeforeRemoval: boolean
  readonly #protectsClaims: boolean
  readonly #deletionRaisesGeneration: boolean
  readonly #pods = new PodCollection()
  readonly #collections: { readonly [R in MetaResource]: Collection<ResourceTypes[R]> }
  readonly #listeners: { readonly [R in Resource]: ChangeListener[] }
  readonly #incarnations = new Map<string, number>()
  /** How many pods have had a name that nobody has now. */
  readonly #pastPods = new Collection<number>()
  readonly #generatedCounts = new Map<string, Map<string, number>>()
  readonly #untold: StoredChange[] = []
  #isTelling = false
  #isLoading = false
  #resourceVersion = 0

  constructor(options: ApiServerOptions) {
    this.namesEveryEvictionCause = options.namesEveryEvictionCause ?? true
    this.#clock = options.clock
    this.#names = options.names
    this.#writesBeforeRemoval = options.writesBeforeRemoval
    this.#protectsClaims = options.protectsClaims
    this.#deletionRaisesGeneration = options.deletionRaisesGeneration
    this.#collections = Object.fromEntries(
      META_RESOURCES.map((resource) => [resource, new Collection<MetaObject>()]),
    ) as unknown as { readonly [R in MetaResource]: Collection<ResourceTypes[R]> }
    this.#listeners = Object.fromEntries(
      RESOURCES.map((resource) => [resource, [] as ChangeListener[]]),
    ) as unknown as { readonly [R in Resource]: ChangeListener[] }
  }

  /** The version of the newest commit. */
  get resourceVersion(): number {
    return this.#resourceVersion
  }

  /** The instant that a write made now would carry. */
  get now(): SimTime {
    return this.#clock.now
  }

  /** From now on tells the listener of every change to these resources (all, if none are named). */
  subscribe(listener: ChangeListener, resources: readonly Resource[] = RESOURCES): void {
    for (const resource of resources) this.#listeners[resource].push(listener)
  }

  /** Tells the listener of nothing any more. */
  unsubscribe(listener: ChangeListener): void {
    for (const resource of RESOURCES) {
      const place = this.#listeners[resource].indexOf(listener)
      if (place >= 0) this.#listeners[resource].splice(place, 1)
    }
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
    return resource === 'pods' ? this.#pods : this.#collections[resource]
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
    return this.#pods.byNumber(number)
  }

  /** One more than the highest number given to a pod so far. */
  get podNumberEnd(): number {
    return this.#pods.numberEnd
  }

  /** The address of a bound pod on its node. */
  podIPOf(pod: Pod): string {
    const { namespace, name, number } = pod.identity
    return pod.podIP === '' ? this.#names.podIP(namespace, name, pod.nodeName, number) : pod.podIP
  }

  /** Stores a new pod in phase Pending. */
  createPod(pod: PodToCreate, namespace: string, cause: Cause): ApiResult {
    const name = pod.name === '' ? this.#generateName(pod, namespace) : pod.name
    if (this.#pods.get(namespace, name) !== undefined) {
      return refused('AlreadyExists', `pods "${name}" already exists`)
    }
    const identity = this.#identify(pod, namespace, name)
    const created = new Pod(
      identity,
      pod.metadata,
      pod.specification,
      pod.volumes,
      NO_CONTAINER_STATUSES,
    )
    created.phase = 'Pending'
    created.nodeName = pod.nodeName
    this.#addPod(created, cause)
    return { type: 'done', object: created }
  }

  /** Puts a pod into the store as it stands, as one that was there before the run. */
  loadPod(pod: Pod, cause: Cause): void {
    this.#addPod(pod, cause)
  }

  /** A number for the identity of a pod that is about to be loaded. */
  nextPodNumber(): number {
    return this.#pods.numberEnd
  }

  /**
   * Commits a draft of a stored pod; silent when it changes nothing. A terminating pod whose grace
   * period is 0 and that has no finalizers left is removed.
   */
  commitPod(draft: Pod, cause: Cause): void {
    const { name, number } = draft.identity
    const stored = this.#pods.byNumber(number)
    assert(stored !== undefined, `committed pod ${name} is in the store`)
    if (isSamePod(draft, stored)) return
    if (isHeldByFinalizers(stored) && draft.metadata.finalizers.length === 0) {
      this.#removePod(draft, cause)
      return
    }
    draft.resourceVersion = ++this.#resourceVersion
    this.#pods.replace(draft)
    this.#tell('MODIFIED', 'pods', draft, stored, cause)
    this.#removePodIfFinished(draft, cause)
  }

  /**
   * Asks for the deletion of a pod. Its grace period is forced to 0 when no kubelet has to stop
   * anything: not bound, or already Succeeded or Failed. A later call can only shorten the period.
   */
  deletePod(pod: Pod, options: DeleteOptions, cause: Cause): void {
    const asked = options.gracePeriodSeconds ?? pod.specification.terminationGracePeriodSeconds
    const grace = !isBound(pod) || isTerminal(pod) ? 0 : asked < 0 ? 1 : asked
    if (isTerminating(pod) && grace >= pod.deletionGracePeriodSeconds) {
      this.#removePodIfFinished(pod, cause)
      return
    }
    if (grace === 0 && !this.#writesBeforeRemoval && pod.metadata.finalizers.length === 0) {
      this.#removePod(pod, cause)
      return
    }
    const draft = draftOf(pod)
    if (!isTerminating(pod)) draft.generation++
    draft.deletionTimestamp = (toApiTime(this.#clock.now) + grace) as ApiTime
    draft.deletionGracePeriodSeconds = grace
    this.commitPod(draft, cause)
  }

  /** Removes a pod at once, as the kubelet's or the pod collector's last word does. */
  removePod(pod: Pod, cause: Cause): void {
    this.deletePod(pod, { gracePeriodSeconds: 0 }, cause)
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
      resourceVersion: ++this.#resourceVersion,
      generation: object.metadata.generation === 0 ? 1 : object.metadata.generation,
      creationTimestamp: toApiTime(this.#clock.now),
      deletionTimestamp: UNSET,
      finalizers: protects
        ? [...object.metadata.finalizers, CLAIM_PROTECTION_FINALIZER]
        : object.metadata.finalizers,
    })
    this.#collection(resource).put(namespace, name, created)
    this.#tell('ADDED', resource, created, undefined, cause)
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
    const loaded = withResourceVersion(object, ++this.#resourceVersion)
    this.#collection(resource).put(namespace, name, loaded)
    this.#tell('ADDED', resource, loaded, undefined, cause)
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
      deletionTimestamp: toApiTime(this.#clock.now),
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
    const committed = withResourceVersion(object, ++this.#resourceVersion)
    this.#collection(resource).put(namespace, name, committed)
    this.#tell('MODIFIED', resource, committed, stored, cause)
    return committed
  }

  #remove(resource: MetaResource, object: MetaObject, cause: Cause): void {
    this.#collection(resource).delete(object.metadata.namespace, object.metadata.name)
    const last = withResourceVersion(object, ++this.#resourceVersion)
    this.#tell('DELETED', resource, last, object, cause)
  }

  #addPod(pod: Pod, cause: Cause): void {
    const { name, number } = pod.identity
    assert(number === this.#pods.numberEnd, `pod ${name} has the next number`)
    pod.resourceVersion = ++this.#resourceVersion
    this.#pods.add(pod)
    this.#tell('ADDED', 'pods', pod, undefined, cause)
  }

  #removePodIfFinished(pod: Pod, cause: Cause): void {
    if (!isTerminating(pod) || pod.deletionGracePeriodSeconds > 0) return
    if (pod.metadata.finalizers.length === 0) this.#removePod(pod, cause)
  }

  #removePod(pod: Pod, cause: Cause): void {
    if (this.#pods.byNumber(pod.identity.number) === undefined) return
    this.#pods.delete(pod)
    this.#rememberName(pod.identity)
    const last = draftOf(pod)
    last.resourceVersion = ++this.#resourceVersion
    this.#tell('DELETED', 'pods', last, pod, cause)
  }

  #tell(
    type: ChangeType,
    resource: Resource,
    object: StoredObject,
    previous: StoredObject | undefined,
    cause: Cause,
  ): void {
    const change: StoredChange = {
      type,
      resource,
      object,
      previous,
      time: this.#clock.now,
      resourceVersion: this.#resourceVersion,
      by: cause.by,
      why: cause.why,
    }
    if (this.#isTelling) this.#untold.push(change)
    else this.#tellAll(change)
  }

  /** A listener may write in its turn: what that changes is told when everybody knows of this change. */
  #tellAll(first: StoredChange): void {
    this.#isTelling = true
    let change: StoredChange | undefined = first
    while (change !== undefined) {
      for (const listener of this.#listeners[change.resource]) listener.changed(change)
      change = this.#untold.length === 0 ? undefined : this.#untold.shift()
    }
    this.#isTelling = false
  }

  #identify(pod: PodToCreate, namespace: string, name: string): PodIdentity {
    const identity = {
      number: this.#pods.numberEnd,
      namespace,
      name,
      generateName: pod.generateName,
      creationTimestamp: toApiTime(this.#clock.now),
      pinnedNode: pod.pinnedNode,
    }
    return new StoredPodIdentity(identity, this.#names, this.#incarnationOf(pod, namespace, name))
  }

  /** Given names come again; generated ones do not. */
  #incarnationOf(pod: PodToCreate, namespace: string, name: string): number {
    if (pod.name === '') return GENERATED
    const past = this.#pastPods.get(namespace, name) ?? 0
    if (past > 0) this.#pastPods.delete(namespace, name)
    return past + 1
  }

  /** A pod is gone: the next one of its name counts on. */
  #rememberName(identity: PodIdentity): void {
    if (!(identity instanceof StoredPodIdentity) || identity.incarnation === GENERATED) return
    this.#pastPods.put(identity.namespace, identity.name, identity.incarnation)
  }

  #generateName(pod: PodToCreate, namespace: string): string {
    let counts = this.#generatedCounts.get(pod.generateName)
    if (counts === undefined) {
      counts = new Map()
      this.#generatedCounts.set(pod.generateName, counts)
    }
    const count = (counts.get(pod.pinnedNode) ?? 0) + 1
    counts.set(pod.pinnedNode, count)
    for (let attempt = 0; ; attempt++) {
      const name = this.#names.generatedName(pod.generateName, pod.pinnedNode, count, attempt)
      if (this.#pods.get(namespace, name) === undefined) return name
    }
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

/** Nothing but finalizers keeps the pod: the write that takes the last one off removes it. */
function isHeldByFinalizers(pod: Pod): boolean {
  return isTerminating(pod) && pod.deletionGracePeriodSeconds === 0
}

/** The refusal of a request about an object that is not there. */
export function notFound(resource: Resource, name: string): ApiResult {
  return refused('NotFound', `${qualifiedResource(resource)} "${name}" not found`)
}

/** The refusal of a write of an object that somebody else has written meanwhile. */
export function conflict(resource: Resource, name: string): ApiResult {
  return refused(
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedResource(resource)} "${name}": the object has been ` +
      'modified; please apply your changes to the latest version and try again',
  )
}

/** The namespace and name of an object, for messages and keys. */
export function keyOf(object: StoredObject): string {
  const namespace = namespaceOf(object)
  return namespace === '' ? nameOf(object) : `${namespace}/${nameOf(object)}`
}
