import type { ControllerRevision, OwnerReference, StoredChange } from '@seatrial/core'
import { controllerOf } from '@seatrial/core'
import type { WorkloadKind, WorkloadReference } from '../../format/language/object-reference.ts'
import { refersTo } from '../../format/language/object-reference.ts'
import type { WorkloadObject } from '../../run/workload-state.ts'
import { DirtyWorkloads } from './dirty-workloads.ts'
import { Workload } from './workload.ts'
import { type WorkloadName, workloadLabel } from './workload-name.ts'

const REVISION_LABEL = 'controller-revision-hash'

/** All workloads of a run, by name and by the uids under which pods know them. */
export class Workloads {
  readonly #all: Workload[] = []
  readonly #dirty = new DirtyWorkloads()
  readonly #byLabel = new Map<string, Workload>()
  readonly #byUid = new Map<string, Workload>()
  /** The highest revision number of a DaemonSet's history so far. */
  readonly #newestRevisions = new Map<Workload, number>()

  /** In the order in which they first came up. */
  get all(): readonly Workload[] {
    return this.#all
  }

  /** The workload that a pod's controller reference names; undefined for other kinds of owner. */
  ofOwner(owner: OwnerReference | undefined, namespace: string): Workload | undefined {
    if (owner === undefined) return undefined
    return this.#byUid.get(owner.uid) ?? this.#meet(owner, namespace)
  }

  /** The first workload that the reference means. */
  find(reference: WorkloadReference): Workload | undefined {
    return this.#all.find((workload) => refersTo(reference, workload))
  }

  /** Takes a change of a set in and returns its workload. */
  setChanged({ type, object }: StoredChange): Workload {
    const set = object as WorkloadObject
    const workload = this.#byUid.get(set.metadata.uid) ?? this.#met(set)
    workload.follow(type === 'DELETED' ? undefined : set)
    return workload
  }

  /** A DaemonSet does not name its update revision: it is the newest of its history. */
  revisionChanged({ type, object }: StoredChange): void {
    const { metadata, revision } = object as ControllerRevision
    const workload = this.ofOwner(controllerOf(metadata.ownerReferences), metadata.namespace)
    if (type === 'DELETED' || workload?.kind !== 'DaemonSet') return
    if (revision < (this.#newestRevisions.get(workload) ?? 0)) return
    this.#newestRevisions.set(workload, revision)
    workload.aimAt(metadata.labels[REVISION_LABEL] ?? '')
  }

  /** Has a row taken of every workload, since they all show something that has changed. */
  touchAll(): void {
    for (const workload of this.#all) workload.touch()
  }

  /** See `DirtyWorkloads.take`. */
  takeDirty(): readonly Workload[] {
    return this.#dirty.take()
  }

  #met({ kind, metadata: { namespace, name, uid } }: WorkloadObject): Workload {
    const workload = this.#get({ kind, namespace, name })
    this.#byUid.set(uid, workload)
    return workload
  }

  #meet({ kind, name, uid }: OwnerReference, namespace: string): Workload | undefined {
    if (kind !== 'StatefulSet' && kind !== 'DaemonSet') return undefined
    const workload = this.#get({ kind: kind satisfies WorkloadKind, namespace, name })
    this.#byUid.set(uid, workload)
    return workload
  }

  #get(name: WorkloadName): Workload {
    const label = workloadLabel(name)
    let workload = this.#byLabel.get(label)
    if (workload === undefined) {
      workload = new Workload(this.#all.length, name, this.#dirty)
      this.#byLabel.set(label, workload)
      this.#all.push(workload)
    }
    return workload
  }
}
