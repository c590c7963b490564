import type { Pod, PodMetadata } from '../../api/pod.ts'
import type { PodKind } from '../facts/pod-kind.ts'

const NONE = 0

/**
 * The placed pods and what each was counted as, so that exactly this can be taken back. They are chained
 * by node through arrays: a few words a pod. Entries of the arrays hold numbers plus one, so that the
 * zeros of a fresh array mean nobody.
 */
export class PlacedPods {
  /** By node: the newest pod. */
  #first = new Int32Array(64)
  /** By pod number: its node, and the next older and the next newer pod there. */
  #node = new Int32Array(1_024)
  #older = new Int32Array(1_024)
  #newer = new Int32Array(1_024)
  readonly #kinds: (PodKind | undefined)[] = []
  readonly #metadata: (PodMetadata | undefined)[] = []

  add(node: number, pod: Pod, kind: PodKind): void {
    const { number } = pod.identity
    this.#makeRoom(node, number)
    const first = this.#first[node] as number
    this.#node[number] = node + 1
    this.#older[number] = first
    this.#newer[number] = NONE
    if (first !== NONE) this.#newer[first - 1] = number + 1
    this.#first[node] = number + 1
    this.#kinds[number] = kind
    this.#metadata[number] = pod.metadata
  }

  delete(podNumber: number): void {
    const node = this.nodeOf(podNumber)
    const older = this.#older[podNumber] as number
    const newer = this.#newer[podNumber] as number
    if (newer === NONE) this.#first[node] = older
    else this.#older[newer - 1] = older
    if (older !== NONE) this.#newer[older - 1] = newer
    this.#node[podNumber] = NONE
    this.#kinds[podNumber] = undefined
    this.#metadata[podNumber] = undefined
  }

  /** The node of a pod, −1 for a pod that is not placed. */
  nodeOf(podNumber: number): number {
    return (this.#node[podNumber] ?? NONE) - 1
  }

  kindOf(podNumber: number): PodKind {
    return this.#kinds[podNumber] as PodKind
  }

  metadataOf(podNumber: number): PodMetadata {
    return this.#metadata[podNumber] as PodMetadata
  }

  /** The numbers of the pods on a node, the newest first. */
  on(node: number): readonly number[] {
    const pods: number[] = []
    for (let entry = this.#first[node] ?? NONE; entry !== NONE;) {
      pods.push(entry - 1)
      entry = this.#older[entry - 1] as number
    }
    return pods
  }

  #makeRoom(node: number, podNumber: number): void {
    if (node >= this.#first.length) this.#first = grown(this.#first, node)
    if (podNumber < this.#node.length) return
    this.#node = grown(this.#node, podNumber)
    this.#older = grown(this.#older, podNumber)
    this.#newer = grown(this.#newer, podNumber)
  }
}

function grown(array: Int32Array<ArrayBuffer>, index: number): Int32Array<ArrayBuffer> {
  let length = array.length
  while (length <= index) length *= 2
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}
