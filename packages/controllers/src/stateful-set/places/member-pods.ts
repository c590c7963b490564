import type { Pod } from '@seatrial/core'
import type { PodKeeper } from '../../runtime/pod-owners.ts'
import { memberOrdinal } from './member-name.ts'
import { PodsByOrdinal } from './pods-by-ordinal.ts'

/**
 * The pods that one StatefulSet controls, as the cache has them now: by ordinal, if they are named as
 * the set names its pods; by number, if not.
 *
 * It remembers the ordinals that have changed since it was last read. A sync decides by the pods as
 * they were when it began, so it reads the changes once, at its start.
 */
export class MemberPods implements PodKeeper {
  readonly namespace: string
  readonly setName: string
  readonly #byOrdinal = new PodsByOrdinal()
  readonly #strays = new Map<number, Pod>()
  /** The first `#touchedCount` places: the list is used again and again. */
  readonly #touched: number[] = []
  #touchedCount = 0

  constructor(namespace: string, setName: string) {
    this.namespace = namespace
    this.setName = setName
  }

  /** Pods whose names are not those of members, by their numbers. */
  get strays(): ReadonlyMap<number, Pod> {
    return this.#strays
  }

  /** The ordinals of all members. */
  ordinals(): IterableIterator<number> {
    return this.#byOrdinal.ordinals()
  }

  at(ordinal: number): Pod | undefined {
    return this.#byOrdinal.get(ordinal)
  }

  put(pod: Pod): void {
    const ordinal = memberOrdinal(this.setName, pod.identity.name)
    if (ordinal < 0) {
      this.#strays.set(pod.identity.number, pod)
      return
    }
    this.#byOrdinal.set(ordinal, pod)
    this.touch(ordinal)
  }

  remove(pod: Pod): void {
    const ordinal = memberOrdinal(this.setName, pod.identity.name)
    if (ordinal < 0) {
      this.#strays.delete(pod.identity.number)
      return
    }
    if (this.#byOrdinal.get(ordinal)?.identity !== pod.identity) return
    this.#byOrdinal.delete(ordinal)
    this.touch(ordinal)
  }

  /** Has a place looked at again, although its pod has not changed. */
  touch(ordinal: number): void {
    this.#touched[this.#touchedCount++] = ordinal
  }

  /** How many changes there have been since they were forgotten. */
  get touchedCount(): number {
    return this.#touchedCount
  }

  /** The ordinal of one of these changes; one may have changed several times. */
  touchedAt(index: number): number {
    return this.#touched[index] as number
  }

  /** Whoever follows the changes has seen them all. */
  forgetTouched(): void {
    this.#touchedCount = 0
  }
}
