import {
  type Behaviours,
  type ChangeListener,
  type OwnerReference,
  type Pod,
  type StoredChange,
  isSameJson,
  isTerminating,
  seconds,
} from '@seatrial/core'
import type { WorkQueue } from '../runtime/work-queue.ts'
import type { SetRecord } from './set-record.ts'
import type { StatefulSetRecords } from './stateful-set-records.ts'

export interface WakeOnPodsOptions {
  readonly queue: WorkQueue
  readonly sets: StatefulSetRecords
  readonly behaviours: Behaviours
}

/**
 * Which events of pods have which sets synced (STS-Q2 to STS-Q8). An owner is woken if the reference to
 * it leads to a set of that name and uid; an orphan wakes every set that would adopt it.
 */
export class WakeOnPods implements ChangeListener {
  readonly #queue: WorkQueue
  readonly #sets: StatefulSetRecords
  readonly #behaviours: Behaviours

  constructor({ queue, sets, behaviours }: WakeOnPodsOptions) {
    this.#queue = queue
    this.#sets = sets
    this.#behaviours = behaviours
  }

  changed(change: StoredChange): void {
    const pod = change.object as Pod
    switch (change.type) {
      case 'ADDED':
        if (isTerminating(pod)) this.#wakeOwner(pod)
        else this.#wakeConcerned(pod)
        return
      case 'MODIFIED':
        this.#modified(change.previous as Pod, pod)
        return
      case 'DELETED':
        this.#wakeOwner(pod)
    }
  }

  #modified(before: Pod, now: Pod): void {
    const { controller } = now.metadata
    const hadOtherOwner = !isSameJson(before.metadata.controller, controller)
    if (hadOtherOwner && before.metadata.controller !== undefined) this.#wakeOwner(before)
    if (controller === undefined) {
      if (hadOtherOwner || hasOtherLabels(before, now)) this.#wakeConcerned(now)
      return
    }
    const record = this.#wakeOwner(now)
    if (record !== undefined && before.ready !== 'True' && now.ready === 'True') {
      this.#wakeWhenAvailable(record)
    }
  }

  #wakeWhenAvailable({ key, set }: SetRecord): void {
    const { minReadySeconds } = set.spec
    if (minReadySeconds <= 0) return
    const slack = this.#behaviours.readyRequeueSlackSeconds
    this.#queue.addAfter(key, seconds(minReadySeconds + slack))
  }

  /** The owner of a pod, or all sets that could own it. */
  #wakeConcerned(pod: Pod): void {
    if (pod.metadata.controller !== undefined) {
      this.#wakeOwner(pod)
      return
    }
    for (const record of this.#sets.inNamespace(pod.identity.namespace)) {
      if (record.selector?.matches(pod.metadata.labels) === true) this.#queue.add(record.key)
    }
  }

  #wakeOwner({ metadata, identity }: Pod): SetRecord | undefined {
    const record = this.#resolve(metadata.controller, identity.namespace)
    if (record !== undefined) this.#queue.add(record.key)
    return record
  }

  #resolve(owner: OwnerReference | undefined, namespace: string): SetRecord | undefined {
    if (owner?.kind !== 'StatefulSet') return undefined
    const record = this.#sets.withUid(owner.uid)
    const { metadata } = record?.set ?? {}
    return metadata?.name === owner.name && metadata.namespace === namespace ? record : undefined
  }
}

function hasOtherLabels({ metadata: before }: Pod, { metadata: now }: Pod): boolean {
  return before !== now && !isSameJson(before.labels, now.labels)
}
