import {
  type ChangeListener,
  type Pod,
  type StoredChange,
  isSameJson,
  isTerminating,
  seconds,
} from '@seatrial/core'
import type { SetLookup } from '../set-lookup.ts'
import type { StageContext } from '../stages/stage-context.ts'

/** After a pod has turned Ready, its set is woken this much later than it becomes available. */
const SLACK_SECONDS = 1

/** Wakes the sets that an event of a pod concerns, and counts down what they expect. */
export class PodHandler implements ChangeListener {
  readonly #context: StageContext
  readonly #sets: SetLookup

  constructor(context: StageContext, sets: SetLookup) {
    this.#context = context
    this.#sets = sets
  }

  changed({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    const before = previous as Pod | undefined
    if (type === 'MODIFIED' && before?.resourceVersion === pod.resourceVersion) return
    if (type === 'DELETED' || isTerminating(pod)) this.#deleted(pod)
    else if (type === 'ADDED' || before === undefined) this.#added(pod)
    else this.#updated(before, pod)
  }

  #added(pod: Pod): void {
    const { controller } = pod.metadata
    if (controller === undefined) {
      this.#wakeSelecting(pod)
      return
    }
    const set = this.#sets.ownerBy(controller, pod.identity.namespace)
    if (set === undefined) return
    const key = this.#sets.keyOf(set)
    this.#context.expectations.creationObserved(key)
    this.#context.queue.add(key)
  }

  #updated(before: Pod, pod: Pod): void {
    const { namespace } = pod.identity
    const { controller } = pod.metadata
    const isOwnerChanged = !isSameJson(before.metadata.controller, controller)
    if (isOwnerChanged) {
      const formerSet = this.#sets.ownerBy(before.metadata.controller, namespace)
      if (formerSet !== undefined) this.#context.queue.add(this.#sets.keyOf(formerSet))
    }
    if (controller === undefined) {
      if (isOwnerChanged || !isSameJson(before.metadata.labels, pod.metadata.labels)) {
        this.#wakeSelecting(pod)
      }
      return
    }
    const set = this.#sets.ownerBy(controller, namespace)
    if (set === undefined) return
    const { queue } = this.#context
    queue.add(this.#sets.keyOf(set))
    const { minReadySeconds } = set.spec
    if (minReadySeconds > 0 && before.ready !== 'True' && pod.ready === 'True') {
      queue.addAfter(this.#sets.keyOf(set), seconds(minReadySeconds + SLACK_SECONDS))
    }
  }

  /** Also a pod that is on its way out counts as deleted, with each of its events. */
  #deleted(pod: Pod): void {
    const set = this.#sets.ownerBy(pod.metadata.controller, pod.identity.namespace)
    if (set === undefined) return
    const key = this.#sets.keyOf(set)
    this.#context.expectations.deletionObserved(key)
    this.#context.queue.add(key)
  }

  #wakeSelecting(pod: Pod): void {
    for (const set of this.#sets.selecting(pod.metadata.labels, pod.identity.namespace)) {
      this.#context.queue.add(this.#sets.keyOf(set))
    }
  }
}
