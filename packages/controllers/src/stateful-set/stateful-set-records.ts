import {
  type Behaviours,
  type ChangeListener,
  type Informer,
  type StatefulSet,
  type StoredChange,
} from '@seatrial/core'
import { controllerReference } from '../runtime/controller-reference.ts'
import type { PodOwners } from '../runtime/pod-owners.ts'
import type { ClaimWatch } from './places/claim-watch.ts'
import type { MemberPods } from './places/member-pods.ts'
import { SetRecord } from './set-record.ts'

export interface StatefulSetRecordsOptions {
  readonly behaviours: Behaviours
  readonly claims: Informer<'persistentvolumeclaims'>
  readonly claimWatch: ClaimWatch
  readonly pods: PodOwners<MemberPods>
}

/** The records of all sets that the cache knows: an index of the StatefulSet informer. */
export class StatefulSetRecords implements ChangeListener {
  readonly #options: StatefulSetRecordsOptions
  readonly #byUid = new Map<string, SetRecord>()
  readonly #byKey = new Map<string, SetRecord>()

  constructor(options: StatefulSetRecordsOptions) {
    this.#options = options
  }

  withUid(uid: string): SetRecord | undefined {
    return this.#byUid.get(uid)
  }

  withKey(key: string): SetRecord | undefined {
    return this.#byKey.get(key)
  }

  /** The records of the sets of one namespace, in the order in which the sets came. */
  *inNamespace(namespace: string): IterableIterator<SetRecord> {
    for (const record of this.#byUid.values()) {
      if (record.set.metadata.namespace === namespace) yield record
    }
  }

  changed(change: StoredChange): void {
    const set = change.object as StatefulSet
    if (change.type === 'DELETED') this.#forget(set)
    else this.#learn(set)
  }

  #learn(set: StatefulSet): void {
    const known = this.#byUid.get(set.metadata.uid)
    if (known !== undefined) {
      known.set = set
      return
    }
    const { behaviours, claims, claimWatch, pods } = this.#options
    const members = pods.keeperFor(controllerReference(set), set.metadata.namespace)
    const record = new SetRecord(set, { behaviours, claims, members })
    this.#byUid.set(set.metadata.uid, record)
    this.#byKey.set(record.key, record)
    claimWatch.follow(record)
  }

  #forget({ metadata }: StatefulSet): void {
    const record = this.#byUid.get(metadata.uid)
    if (record === undefined) return
    this.#byUid.delete(metadata.uid)
    if (this.#byKey.get(record.key) === record) this.#byKey.delete(record.key)
    this.#options.claimWatch.leave(record)
    this.#options.pods.forget(metadata.uid)
  }
}
