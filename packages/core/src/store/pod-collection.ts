import type { Pod } from '../api/pod.ts'
import { Collection, type ReadonlyCollection } from './collection.ts'

/**
 * The pods of a store by their number and by their name. Only the number leads to the stored version, so
 * that a write of a pod, of which there are many to each name, looks up no name.
 */
export class PodCollection implements ReadonlyCollection<Pod> {
  readonly #numbers = new Collection<number>()
  readonly #pods: (Pod | undefined)[] = []

  get size(): number {
    return this.#numbers.size
  }

  /** One more than the highest number given to a pod so far. */
  get numberEnd(): number {
    return this.#pods.length
  }

  get(namespace: string, name: string): Pod | undefined {
    const number = this.#numbers.get(namespace, name)
    return number === undefined ? undefined : this.#pods[number]
  }

  findNamed(name: string): Pod | undefined {
    const number = this.#numbers.findNamed(name)
    return number === undefined ? undefined : this.#pods[number]
  }

  /** The newest version of the pod with this number; undefined when it is gone. */
  byNumber(number: number): Pod | undefined {
    return this.#pods[number]
  }

  /** A new pod, with the next number. */
  add(pod: Pod): void {
    const { namespace, name, number } = pod.identity
    this.#pods.push(pod)
    this.#numbers.put(namespace, name, number)
  }

  /** A newer version of a pod that is there. */
  replace(pod: Pod): void {
    this.#pods[pod.identity.number] = pod
  }

  delete({ identity: { namespace, name, number } }: Pod): void {
    this.#pods[number] = undefined
    this.#numbers.delete(namespace, name)
  }

  every(holds: (pod: Pod) => boolean): boolean {
    return this.#numbers.every((number) => holds(this.#pods[number] as Pod))
  }

  *values(): IterableIterator<Pod> {
    for (const number of this.#numbers.values()) yield this.#pods[number] as Pod
  }

  *inNamespace(namespace: string): IterableIterator<Pod> {
    for (const number of this.#numbers.inNamespace(namespace)) yield this.#pods[number] as Pod
  }
}
