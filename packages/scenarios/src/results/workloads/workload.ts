import { type Pod, isInRange, ordinalOf } from '@seatrial/core'
import type { WorkloadKind } from '../../format/language/object-reference.ts'
import { type WorkloadObject, desiredPods } from '../../run/workload-state.ts'
import type { DirtyWorkloads } from './dirty-workloads.ts'
import type { NodeBook } from './node-book.ts'
import { PodPlaces } from './pod-places.ts'
import {
  AVAILABLE,
  EXISTS,
  READY,
  RUNNING,
  SCHEDULED,
  type Standing,
  TERMINATING,
} from './pod-standing.ts'
import { type WorkloadName, workloadLabel } from './workload-name.ts'

/**
 * What is counted along of one StatefulSet or DaemonSet. The fields are those of a row of the timeline;
 * they are true at every moment, and a row is what they are when an instant is over.
 */
export class Workload implements WorkloadName {
  /** Dense, in the order in which the workloads first came up: the order of rows of one instant. */
  readonly number: number
  readonly kind: WorkloadKind
  readonly namespace: string
  readonly name: string
  readonly label: string
  readonly places: PodPlaces = new PodPlaces()
  /** Pods that exist. */
  created = 0
  scheduled = 0
  running = 0
  ready = 0
  available = 0
  terminating = 0
  /** Pods of the update revision, terminating ones apart. */
  updated = 0
  #set: WorkloadObject | undefined
  #desired = 0
  #updateRevision = ''
  /** Pods that are not terminating, by the revision of their label. */
  readonly #listedByRevision = new Map<string, number>()
  /** A StatefulSet's places are numbered as their ordinals first came up. */
  readonly #placeByOrdinal: number[] = []
  readonly #ordinalByPlace: number[] = []
  readonly #dirty: DirtyWorkloads
  #isDirty = false

  /** `dirty` collects the workloads of whose row something has changed. */
  constructor(number: number, { kind, namespace, name }: WorkloadName, dirty: DirtyWorkloads) {
    this.number = number
    this.kind = kind
    this.namespace = namespace
    this.name = name
    this.label = workloadLabel(this)
    this.#dirty = dirty
  }

  /** The stored set; undefined before it is made and after it is removed. */
  get set(): WorkloadObject | undefined {
    return this.#set
  }

  /** `spec.replicas`, or a DaemonSet's `status.desiredNumberScheduled`. */
  get desired(): number {
    return this.#desired
  }

  /** Desired pods that are not available. */
  get unavailable(): number {
    return Math.max(0, this.#desired - this.available)
  }

  /** The revision that pods are to have, as their label spells it; '' while nobody has named it. */
  get updateRevision(): string {
    return this.#updateRevision
  }

  /** A rollout replaces its pods one after the other, in order. */
  get goesPodByPod(): boolean {
    return this.#set?.kind === 'StatefulSet' && this.#set.spec.podManagementPolicy !== 'Parallel'
  }

  get minReadySeconds(): number {
    return this.#set?.spec.minReadySeconds ?? 0
  }

  /** Takes in a new version of the set, or its removal. */
  follow(set: WorkloadObject | undefined): void {
    const before = this.#set
    this.#set = set
    const desired = set === undefined ? 0 : desiredPods(set)
    if (desired !== this.#desired) {
      this.#desired = desired
      this.touch()
    }
    if (isDifferentAsked(before, set)) this.#wantPlaces()
    if (set?.kind === 'StatefulSet') this.aimAt(set.status.updateRevision)
  }

  /** From now on, pods count as updated when they are of this revision. */
  aimAt(revision: string): void {
    if (revision === this.#updateRevision) return
    this.#updateRevision = revision
    this.updated = this.#listedByRevision.get(revision) ?? 0
    this.touch()
  }

  /** Counts a pod by what changed of its standing. */
  count(before: Standing, after: Standing): void {
    const changed = before ^ after
    if (changed & EXISTS) this.created += after & EXISTS ? 1 : -1
    if (changed & SCHEDULED) this.scheduled += after & SCHEDULED ? 1 : -1
    if (changed & RUNNING) this.running += after & RUNNING ? 1 : -1
    if (changed & READY) this.ready += after & READY ? 1 : -1
    if (changed & AVAILABLE) this.available += after & AVAILABLE ? 1 : -1
    if (changed & TERMINATING) this.terminating += after & TERMINATING ? 1 : -1
    this.touch()
  }

  /** Counts one pod more, or less, of that revision among those that are not terminating. */
  list(revision: string, step: 1 | -1): void {
    this.#listedByRevision.set(revision, (this.#listedByRevision.get(revision) ?? 0) + step)
    if (revision === this.#updateRevision) this.updated += step
  }

  /** The place that a pod takes among those of the workload; −1 while, or if, it has none. */
  takePlace(pod: Pod, nodes: NodeBook): number {
    const place = this.#placeOf(pod, nodes)
    if (place >= 0) this.places.want(place, this.wants(place))
    return place
  }

  /** Whether the set asks for a pod in the place; on which nodes, a DaemonSet does not tell. */
  wants(place: number): boolean {
    const set = this.#set
    if (set?.kind !== 'StatefulSet') return set !== undefined
    return isInRange(
      this.#ordinalByPlace[place] ?? -1,
      set.spec.ordinals?.start ?? 0,
      set.spec.replicas,
    )
  }

  /** Puts the workload among those of whose row something has changed. */
  touch(): void {
    if (this.#isDirty) return
    this.#isDirty = true
    this.#dirty.add(this)
  }

  /** Called when the row of an instant has been taken. */
  clean(): void {
    this.#isDirty = false
  }

  #placeOf(pod: Pod, nodes: NodeBook): number {
    if (this.kind === 'StatefulSet') return this.#placeOfOrdinal(ordinalOf(pod.identity.name))
    const nodeName = pod.identity.pinnedNode === '' ? pod.nodeName : pod.identity.pinnedNode
    return nodeName === '' ? -1 : nodes.get(nodeName).number
  }

  #placeOfOrdinal(ordinal: number): number {
    if (ordinal < 0) return -1
    return (this.#placeByOrdinal[ordinal] ??= this.#ordinalByPlace.push(ordinal) - 1)
  }

  #wantPlaces(): void {
    for (let place = 0; place < this.places.end; place++) this.places.want(place, this.wants(place))
  }
}

/** Whether the set may now ask for pods in other places. */
function isDifferentAsked(
  before: WorkloadObject | undefined,
  after: WorkloadObject | undefined,
): boolean {
  if (before === undefined || after === undefined) return before !== after
  return after.kind === 'StatefulSet' && after.spec !== before.spec
}
