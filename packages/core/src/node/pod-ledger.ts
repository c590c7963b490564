import type { EntityKey } from '../kernel/entity-key.ts'
import type { NodeSlot } from './node-slots.ts'

/** No pod, and no traits. */
const NONE = -1

/** The most attempts of a kind that are kept. */
export const ATTEMPTS_MAX = 255

/**
 * What kubelets keep of every pod as long as its object lives: a few numbers, in columns by pod number.
 * A pod that runs and has nothing before it costs no more than that.
 */
export class PodLedger {
  #length = 64
  #entities: Float64Array<ArrayBuffer> = new Float64Array(this.#length)
  /** The number of its traits; `NONE` for a pod that no kubelet knows. */
  #traits: Int32Array<ArrayBuffer> = new Int32Array(this.#length).fill(NONE)
  /**
   * The pods of each node are chained, the newest first. Those that are gone are taken out by whoever goes
   * along the chain next.
   */
  #older: Int32Array<ArrayBuffer> = new Int32Array(this.#length)
  #writes: Uint8Array<ArrayBuffer> = new Uint8Array(this.#length)
  #pulls: Uint8Array<ArrayBuffer> = new Uint8Array(this.#length)

  has(podNumber: number): boolean {
    return podNumber < this.#length && this.#traits[podNumber] !== NONE
  }

  /** The pod has come to that node. */
  enter(podNumber: number, node: NodeSlot, entity: EntityKey, traits: number): void {
    if (podNumber >= this.#length) this.#grow(podNumber)
    this.#entities[podNumber] = entity
    this.#traits[podNumber] = traits
    this.#older[podNumber] = node.newestPod
    node.newestPod = podNumber
    this.keepAttempts(podNumber, 0, 0)
  }

  /** The pod's object is gone. */
  strike(podNumber: number): void {
    this.#traits[podNumber] = NONE
  }

  /** Who the pod is to chance. */
  entityOf(podNumber: number): EntityKey {
    return this.#entities[podNumber] as EntityKey
  }

  /** The number of its traits. */
  traitsOf(podNumber: number): number {
    return this.#traits[podNumber] as number
  }

  /** How many status writes it has had. */
  writesOf(podNumber: number): number {
    return this.#writes[podNumber] as number
  }

  /** How many image pulls it has had. */
  pullsOf(podNumber: number): number {
    return this.#pulls[podNumber] as number
  }

  /** Keeps how many attempts of each kind there were, `ATTEMPTS_MAX` at most. */
  keepAttempts(podNumber: number, writes: number, pulls: number): void {
    this.#writes[podNumber] = writes
    this.#pulls[podNumber] = pulls
  }

  /** The numbers of the pods on a node, the newest first. */
  on(node: NodeSlot): readonly number[] {
    const pods: number[] = []
    for (let pod = node.newestPod; pod !== NONE; pod = this.#older[pod] as number) {
      if (this.has(pod)) pods.push(pod)
    }
    this.#chain(node, pods)
    return pods
  }

  #chain(node: NodeSlot, pods: readonly number[]): void {
    node.newestPod = pods[0] ?? NONE
    for (const [index, pod] of pods.entries()) this.#older[pod] = pods[index + 1] ?? NONE
  }

  #grow(podNumber: number): void {
    const length = Math.max(podNumber + 1, Math.ceil(this.#length * 1.25))
    this.#entities = copied(this.#entities, new Float64Array(length))
    this.#traits = copied(this.#traits, new Int32Array(length).fill(NONE))
    this.#older = copied(this.#older, new Int32Array(length))
    this.#writes = copied(this.#writes, new Uint8Array(length))
    this.#pulls = copied(this.#pulls, new Uint8Array(length))
    this.#length = length
  }
}

function copied<Column extends { set(values: Column): void }>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
