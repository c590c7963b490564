import {
  type ChangeType,
  type ConditionStatus,
  type MetaObject,
  Pod,
  type PodMetadata,
  type PodPhase,
  type StoredChange,
  entityKey,
  joinedKey,
} from '@seatrial/core'
import { ContentHash } from './content-hash.ts'
import { HashLanes } from './hash-lanes.ts'

/** What a pod has few values of, as numbers that fit into one word together. */
/** Goes before the hash of a pod's field, so that no field is mistaken for another. */
const NODE_NAME = 1
const REASON = 2
const CONTAINERS = 3
const CONDITIONS = 4
const METADATA = 5

/**
 * A running digest of all stored changes: two runs with the same digest have, but for a chance of 2⁻⁶⁴,
 * stored the same changes of the same objects at the same times in the same order.
 *
 * Of a pod, of which there are most changes, parts that it shares with the version before are left out.
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
    if (object instanceof Pod) this.#takePod(type, object, previous as Pod | undefined)
    else this.#takeObject(type, object)
  }

  #takePod(type: ChangeType, pod: Pod, previous: Pod | undefined): void {
    const lanes = this.#lanes
    lanes.take(this.#nameOf(pod))
    lanes.takeWord(codeOfType(type) | codeOfPhase(pod.phase) | codeOfReady(pod.ready))
    lanes.takeWord(pod.readyTransitionTime)
    lanes.takeWord(pod.startTime)
    lanes.takeWord(pod.deletionTimestamp)
    lanes.takeWord(pod.deletionGracePeriodSeconds)
    lanes.takeWord((pod.generation << 16) ^ pod.observedGeneration)
    if (pod.nodeName !== previous?.nodeName) this.#takeField(NODE_NAME, entityKey(pod.nodeName))
    if (pod.reason !== previous?.reason) this.#takeField(REASON, entityKey(pod.reason))
    if (pod.containers !== previous?.containers) {
      this.#takeField(CONTAINERS, this.#content.of(pod.containers))
    }
    if (pod.conditions !== previous?.conditions) {
      this.#takeField(CONDITIONS, this.#content.of(pod.conditions))
    }
    if (pod.metadata !== previous?.metadata) {
      this.#takeField(METADATA, this.#hashOf(pod.metadata, previous))
    }
  }

  #takeField(field: number, hash: number): void {
    this.#lanes.takeWord(field)
    this.#lanes.take(hash)
  }

  /** What a new pod's metadata says follows from its revision and its name. */
  #hashOf(metadata: PodMetadata, previous: Pod | undefined): number {
    if (previous === undefined) return entityKey(metadata.revision)
    const { labels, annotations, ownerReferences, finalizers } = metadata
    return this.#content.ofWhole({ labels, annotations, ownerReferences, finalizers })
  }

  #nameOf({ identity }: Pod): number {
    const known = this.#podNames[identity.number]
    if (known !== undefined) return known
    const hash = joinedKey('Pod/', identity.namespace, '/', identity.name)
    this.#podNames[identity.number] = hash
    return hash
  }

  #takeObject(type: ChangeType, object: MetaObject): void {
    const { metadata, kind } = object
    const lanes = this.#lanes
    lanes.take(joinedKey(kind, '/', metadata.namespace, '/', metadata.name))
    lanes.takeWord(codeOfType(type))
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

// Branches and not tables: a table that is read by many names is searched each time.

function codeOfType(type: ChangeType): number {
  if (type === 'MODIFIED') return 2
  return type === 'ADDED' ? 1 : 3
}

function codeOfPhase(phase: PodPhase): number {
  switch (phase) {
    case 'Running':
      return 2 << 2
    case 'Pending':
      return 1 << 2
    case 'Succeeded':
      return 3 << 2
    case 'Failed':
      return 4 << 2
    case 'Unknown':
      return 5 << 2
    case '':
      return 0
  }
}

function codeOfReady(ready: ConditionStatus): number {
  switch (ready) {
    case 'True':
      return 1 << 5
    case 'False':
      return 2 << 5
    case 'Unknown':
      return 3 << 5
    case '':
      return 0
  }
}
