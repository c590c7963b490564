import type { ResourceRequests } from '../facts/resource-requests.ts'
import { NodeColumn } from './node-column.ts'

/**
 * What each node has to give and what its pods have asked for. Sums of whole numbers are exact, so a
 * node from which every pod has gone is as empty as before the first.
 */
export class NodeResources {
  readonly #milliCpu = new Resource()
  readonly #memory = new Resource()
  readonly #ephemeralStorage = new Resource()
  readonly #pods = new Resource()
  readonly #others = new Map<string, Resource>()
  readonly #weighedMilliCpu = new NodeColumn()
  readonly #weighedMemory = new NodeColumn()

  /** Sets what the node has to give; what it does not name, it has nothing of. */
  setAllocatable(node: number, amounts: ReadonlyMap<string, number>): void {
    this.#milliCpu.allocatable.set(node, amounts.get('cpu') ?? 0)
    this.#memory.allocatable.set(node, amounts.get('memory') ?? 0)
    this.#ephemeralStorage.allocatable.set(node, amounts.get('ephemeral-storage') ?? 0)
    this.#pods.allocatable.set(node, amounts.get('pods') ?? 0)
    for (const resource of this.#others.values()) resource.allocatable.set(node, 0)
    for (const [name, amount] of amounts) {
      if (!USUAL_RESOURCES.includes(name)) this.#other(name).allocatable.set(node, amount)
    }
  }

  /** Counts one more pod (`sign` 1), or one less (−1). */
  count(node: number, requests: ResourceRequests, sign: 1 | -1): void {
    this.#pods.requested.add(node, sign)
    this.#milliCpu.requested.add(node, sign * requests.milliCpu)
    this.#memory.requested.add(node, sign * requests.memory)
    this.#ephemeralStorage.requested.add(node, sign * requests.ephemeralStorage)
    for (const { name, amount } of requests.others) {
      this.#other(name).requested.add(node, sign * amount)
    }
    this.#weighedMilliCpu.add(node, sign * requests.weighedMilliCpu)
    this.#weighedMemory.add(node, sign * requests.weighedMemory)
  }

  /** True when the node has room for one more pod. */
  hasRoom(node: number, requests: ResourceRequests): boolean {
    return (
      this.#pods.free(node) >= 1 &&
      this.#milliCpu.has(node, requests.milliCpu) &&
      this.#memory.has(node, requests.memory) &&
      this.#ephemeralStorage.has(node, requests.ephemeralStorage) &&
      this.#hasOthers(node, requests)
    )
  }

  /** What the node has too little of for one more pod, in the scheduler's words. */
  shortages(node: number, requests: ResourceRequests): readonly string[] {
    const short: string[] = []
    if (this.#pods.free(node) < 1) short.push('Too many pods')
    if (!this.#milliCpu.has(node, requests.milliCpu)) short.push('Insufficient cpu')
    if (!this.#memory.has(node, requests.memory)) short.push('Insufficient memory')
    if (!this.#ephemeralStorage.has(node, requests.ephemeralStorage)) {
      short.push('Insufficient ephemeral-storage')
    }
    for (const { name, amount } of requests.others) {
      if (!this.#other(name).has(node, amount)) short.push(`Insufficient ${name}`)
    }
    return short
  }

  /** How full the node is, from 0 to 1 and beyond: the mean of its cpu and its memory. */
  loadOf(node: number): number {
    const cpu = share(this.#weighedMilliCpu.get(node), this.#milliCpu.allocatable.get(node))
    const memory = share(this.#weighedMemory.get(node), this.#memory.allocatable.get(node))
    return (cpu + memory) / 2
  }

  freeMilliCpu(node: number): number {
    return this.#milliCpu.free(node)
  }

  freeMemory(node: number): number {
    return this.#memory.free(node)
  }

  freePods(node: number): number {
    return this.#pods.free(node)
  }

  #hasOthers(node: number, { others }: ResourceRequests): boolean {
    for (const { name, amount } of others) if (!this.#other(name).has(node, amount)) return false
    return true
  }

  #other(name: string): Resource {
    let resource = this.#others.get(name)
    if (resource === undefined) {
      resource = new Resource()
      this.#others.set(name, resource)
    }
    return resource
  }
}

const USUAL_RESOURCES = ['cpu', 'memory', 'ephemeral-storage', 'pods']

/** One resource on all nodes. */
class Resource {
  readonly allocatable = new NodeColumn()
  readonly requested = new NodeColumn()

  free(node: number): number {
    return this.allocatable.get(node) - this.requested.get(node)
  }

  /** Who asks for nothing of it finds it everywhere, even where it is used up. */
  has(node: number, amount: number): boolean {
    return amount === 0 || amount <= this.free(node)
  }
}

/** A node that has nothing of a resource counts as full. */
function share(asked: number, allocatable: number): number {
  return allocatable > 0 ? asked / allocatable : 1
}
