import { type OwnerReference, type Pod, isTerminating } from '@seatrial/core'

/** An owner of pods that a budget selects, and of how many. */
export interface OwnedPods {
  readonly owner: OwnerReference
  readonly count: number
}

/**
 * The pods that one budget selects, with all that its arithmetic asks of them kept as counts: a sync
 * costs what its owners and its disrupted pods cost, not what its pods do.
 */
export class BudgetPods {
  readonly namespace: string
  /** The budget's name. */
  readonly name: string
  /** The budget in a work queue. */
  readonly key: string
  readonly #pods = new Map<string, Pod>()
  readonly #owners = new Map<string, { owner: OwnerReference; count: number }>()
  #healthyCount = 0
  #unmanagedCount = 0

  constructor(namespace: string, name: string) {
    this.namespace = namespace
    this.name = name
    this.key = `${namespace}/${name}`
  }

  /** All of them, in whatever state. */
  get count(): number {
    return this.#pods.size
  }

  /** Those that are Ready and not on their way out. */
  get healthyCount(): number {
    return this.#healthyCount
  }

  /** Those without a managing owner. */
  get unmanagedCount(): number {
    return this.#unmanagedCount
  }

  /** The distinct managing owners, in the order in which they came. */
  owners(): Iterable<OwnedPods> {
    return this.#owners.values()
  }

  /** The pod of that name, if the budget selects it. */
  get(podName: string): Pod | undefined {
    return this.#pods.get(podName)
  }

  /** Adds a pod, or a newer version of it. */
  put(pod: Pod): void {
    const { name } = pod.identity
    const known = this.#pods.get(name)
    this.#pods.set(name, pod)
    if (known !== undefined) {
      if (countsAlike(known, pod)) return
      this.#count(known, -1)
    }
    this.#count(pod, 1)
  }

  /** Takes a pod out, whatever version of it is there. */
  remove({ identity: { name } }: Pod): void {
    const known = this.#pods.get(name)
    if (known === undefined) return
    this.#pods.delete(name)
    this.#count(known, -1)
  }

  #count(pod: Pod, sign: 1 | -1): void {
    if (isHealthy(pod)) this.#healthyCount += sign
    const owner = pod.metadata.controller
    if (owner === undefined) {
      this.#unmanagedCount += sign
      return
    }
    const owned = this.#owners.get(owner.uid)
    if (owned === undefined) {
      this.#owners.set(owner.uid, { owner, count: 1 })
      return
    }
    owned.count += sign
    if (owned.count === 0) this.#owners.delete(owner.uid)
  }
}

/** True for two versions of a pod that add the same to every count. */
function countsAlike(one: Pod, other: Pod): boolean {
  return (
    one.metadata.controller?.uid === other.metadata.controller?.uid &&
    isHealthy(one) === isHealthy(other)
  )
}

/** Ready and not on its way out, whatever its phase. */
export function isHealthy(pod: Pod): boolean {
  return pod.ready === 'True' && !isTerminating(pod)
}
