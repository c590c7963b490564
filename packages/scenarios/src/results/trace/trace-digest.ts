import {
  type ChangeType,
  type MetaObject,
  Pod,
  type PodMetadata,
  type StoredChange,
  entityKey,
} from '@seatrial/core'
import { ContentHash } from './content-hash.ts'
import { HashLanes } from './hash-lanes.ts'

const TYPE_CODES: Readonly<Record<ChangeType, number>> = { ADDED: 1, MODIFIED: 2, DELETED: 3 }

/** Goes before the hash of a pod's field, so that no field is mistaken for another. */
const FIELD = {
  phase: 1,
  ready: 2,
  nodeName: 3,
  containers: 4,
  conditions: 5,
  metadata: 6,
  reason: 7,
  podIP: 8,
  numbers: 9,
} as const

/**
 * A running digest of all stored changes: two runs with the same digest have, but for a chance of 2⁻⁶⁴,
 * stored the same changes of the same objects at the same times in the same order.
 *
 * Of a pod, of which there are most changes, only the fields are taken in that a change changed.
 */
export class TraceDigest {
  readonly #lanes = new HashLanes()
  readonly #content = new ContentHash()
  /** Hashes of pods' names, by their numbers. */
  readonly #podNames: number[] = []
  #changeCount = 0

  /** How many changes it has taken in. */
  get changeCount(): number {
    return this.#changeCount
  }

  /** The digest of the changes so far, as 16 hexadecimal digits. */
  get hex(): string {
    return this.#lanes.hex
  }

  add({ type, object, previous, time }: StoredChange): void {
    this.#changeCount++
    this.#lanes.take(time)
    this.#lanes.takeWord(TYPE_CODES[type])
    if (object instanceof Pod) this.#takePod(object, previous as Pod | undefined)
    else this.#takeObject(object)
  }

  #takePod(pod: Pod, previous: Pod | undefined): void {
    this.#lanes.take(this.#nameOf(pod))
    if (pod.phase !== previous?.phase) this.#takeText(FIELD.phase, pod.phase)
    if (pod.ready !== previous?.ready) this.#takeText(FIELD.ready, pod.ready)
    if (pod.nodeName !== previous?.nodeName) this.#takeText(FIELD.nodeName, pod.nodeName)
    if (pod.reason !== previous?.reason) this.#takeText(FIELD.reason, pod.reason)
    if (pod.podIP !== previous?.podIP) this.#takeText(FIELD.podIP, pod.podIP)
    if (pod.containers !== previous?.containers) {
      this.#takePart(FIELD.containers, pod.containers, previous?.containers)
    }
    if (pod.conditions !== previous?.conditions) {
      this.#takePart(FIELD.conditions, pod.conditions, previous?.conditions)
    }
    if (previous === undefined) this.#takeText(FIELD.metadata, pod.metadata.revision)
    else if (pod.metadata !== previous.metadata) {
      this.#takePart(FIELD.metadata, partsOf(pod.metadata), partsOf(previous.metadata))
    }
    this.#takeNumbers(pod)
  }

  /** Times and counters: cheaper taken in than compared. */
  #takeNumbers(pod: Pod): void {
    const lanes = this.#lanes
    lanes.takeWord(FIELD.numbers)
    lanes.takeWord(pod.readyTransitionTime)
    lanes.takeWord(pod.startTime)
    lanes.takeWord(pod.deletionTimestamp)
    lanes.takeWord(pod.deletionGracePeriodSeconds)
    lanes.takeWord(pod.generation)
    lanes.takeWord(pod.observedGeneration)
  }

  #takeText(field: number, text: string): void {
    this.#lanes.takeWord(field)
    this.#lanes.take(entityKey(text))
  }

  /** Another object may still say the same. */
  #takePart(field: number, part: object, previous: object | undefined): void {
    const hash = this.#content.of(part)
    if (previous !== undefined && hash === this.#content.of(previous)) return
    this.#lanes.takeWord(field)
    this.#lanes.take(hash)
  }

  #nameOf({ identity }: Pod): number {
    const known = this.#podNames[identity.number]
    if (known !== undefined) return known
    const hash = entityKey(`Pod/${identity.namespace}/${identity.name}`)
    this.#podNames[identity.number] = hash
    return hash
  }

  #takeObject(object: MetaObject): void {
    const { metadata, kind } = object
    const lanes = this.#lanes
    lanes.take(entityKey(`${kind}/${metadata.namespace}/${metadata.name}`))
    lanes.takeWord(metadata.generation)
    lanes.takeWord(metadata.deletionTimestamp)
    for (const part of METADATA_PARTS) lanes.take(this.#content.of(metadata[part]))
    lanes.take(this.#content.ofWhole(object, TAKEN_APART))
    if ('status' in object) lanes.take(this.#content.ofWhole(object.status))
  }
}

/** What metadata consists of, besides names and counters. */
const METADATA_PARTS = ['labels', 'annotations', 'ownerReferences', 'finalizers'] as const

/** Parts of an object that are new with every write, so that their hashes are not worth keeping. */
const TAKEN_APART: readonly string[] = ['metadata', 'status']

function partsOf({ labels, annotations, ownerReferences, finalizers }: PodMetadata): object {
  return { labels, annotations, ownerReferences, finalizers }
}
