import { assert } from '../assert.ts'
import { type ApiTime, toApiTime } from '../api/api-time.ts'
import { NO_CONTAINER_STATUSES } from '../api/container-statuses.ts'
import { GATED_CONDITIONS } from '../api/pod-conditions.ts'
import { isBound, isTerminal, isTerminating } from '../api/pod-predicates.ts'
import { hasSchedulingGates } from '../api/pod-specification.ts'
import { Pod, type PodIdentity, draftOf, isSamePod } from '../api/pod.ts'
import type { PodToCreate } from './api-request.ts'
import { type ApiResult, refused } from './api-result.ts'
import type { Cause, ChangeFeed } from './change-feed.ts'
import { Collection } from './collection.ts'
import type { DeleteOptions } from './delete-options.ts'
import type { NameSource } from './names.ts'
import { PodCollection } from './pod-collection.ts'
import { GENERATED, StoredPodIdentity } from './stored-pod-identity.ts'

/** What pods in a store need of it. */
export interface StoredPodsOptions {
  readonly names: NameSource
  readonly changes: ChangeFeed
  /** See `ApiServerOptions`. */
  readonly writesBeforeRemoval: boolean
}

/**
 * The pods of a store: their names and numbers, their commits, and the ways in which they go, which are
 * different from those of all other objects.
 */
export class StoredPods {
  readonly #names: NameSource
  readonly #changes: ChangeFeed
  readonly #writesBeforeRemoval: boolean
  readonly #collection = new PodCollection()
  /** How many pods have had a name that nobody has now. */
  readonly #pastPods = new Collection<number>()
  readonly #generatedCounts = new Map<string, Map<string, number>>()

  constructor({ names, changes, writesBeforeRemoval }: StoredPodsOptions) {
    this.#names = names
    this.#changes = changes
    this.#writesBeforeRemoval = writesBeforeRemoval
  }

  /** All of them. */
  get all(): PodCollection {
    return this.#collection
  }

  /** See `ApiServer.podIPOf`. */
  podIPOf(pod: Pod): string {
    const { namespace, name, number } = pod.identity
    return pod.podIP === '' ? this.#names.podIP(namespace, name, pod.nodeName, number) : pod.podIP
  }

  /** See `ApiServer.createPod`. */
  create(pod: PodToCreate, namespace: string, cause: Cause): ApiResult {
    const name = pod.name === '' ? this.#generateName(pod, namespace) : pod.name
    if (this.#collection.get(namespace, name) !== undefined) {
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
    if (hasSchedulingGates(pod.specification)) created.conditions = GATED_CONDITIONS
    this.#add(created, cause)
    return { type: 'done', object: created }
  }

  /** See `ApiServer.loadPod`. */
  load(pod: Pod, cause: Cause): void {
    this.#add(pod, cause)
  }

  /** See `ApiServer.commitPod`. */
  commit(draft: Pod, cause: Cause): void {
    const { name, number } = draft.identity
    const stored = this.#collection.byNumber(number)
    assert(stored !== undefined, `committed pod ${name} is in the store`)
    if (isSamePod(draft, stored)) return
    if (isHeldByFinalizers(stored) && draft.metadata.finalizers.length === 0) {
      this.#remove(draft, cause)
      return
    }
    draft.resourceVersion = this.#changes.nextVersion()
    this.#collection.replace(draft)
    this.#changes.tell('MODIFIED', 'pods', draft, stored, cause)
    this.#removeIfFinished(draft, cause)
  }

  /** See `ApiServer.deletePod`. */
  delete(pod: Pod, options: DeleteOptions, cause: Cause): void {
    const asked = options.gracePeriodSeconds ?? pod.specification.terminationGracePeriodSeconds
    const grace = !isBound(pod) || isTerminal(pod) ? 0 : asked < 0 ? 1 : asked
    if (isTerminating(pod) && grace >= pod.deletionGracePeriodSeconds) {
      this.#removeIfFinished(pod, cause)
      return
    }
    if (grace === 0 && !this.#writesBeforeRemoval && pod.metadata.finalizers.length === 0) {
      this.#remove(pod, cause)
      return
    }
    const draft = draftOf(pod)
    if (!isTerminating(pod)) draft.generation++
    draft.deletionTimestamp = (toApiTime(this.#changes.now) + grace) as ApiTime
    draft.deletionGracePeriodSeconds = grace
    this.commit(draft, cause)
  }

  #add(pod: Pod, cause: Cause): void {
    const { name, number } = pod.identity
    assert(number === this.#collection.numberEnd, `pod ${name} has the next number`)
    pod.resourceVersion = this.#changes.nextVersion()
    this.#collection.add(pod)
    this.#changes.tell('ADDED', 'pods', pod, undefined, cause)
  }

  #removeIfFinished(pod: Pod, cause: Cause): void {
    if (!isTerminating(pod) || pod.deletionGracePeriodSeconds > 0) return
    if (pod.metadata.finalizers.length === 0) this.#remove(pod, cause)
  }

  #remove(pod: Pod, cause: Cause): void {
    if (this.#collection.byNumber(pod.identity.number) === undefined) return
    this.#collection.delete(pod)
    this.#rememberName(pod.identity)
    const last = draftOf(pod)
    last.resourceVersion = this.#changes.nextVersion()
    this.#changes.tell('DELETED', 'pods', last, pod, cause)
  }

  #identify(pod: PodToCreate, namespace: string, name: string): PodIdentity {
    const identity = {
      number: this.#collection.numberEnd,
      namespace,
      name,
      generateName: pod.generateName,
      creationTimestamp: toApiTime(this.#changes.now),
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
      if (this.#collection.get(namespace, name) === undefined) return name
    }
  }
}

/** Nothing but finalizers keeps the pod: the write that takes the last one off removes it. */
function isHeldByFinalizers(pod: Pod): boolean {
  return isTerminating(pod) && pod.deletionGracePeriodSeconds === 0
}
