import type { Pod } from '@seatrial/core'

/** A pod whose ordinal is further beyond the others is kept apart. */
const LARGEST_GAP = 1_024

/**
 * Pods by ordinal. Ordinals are dense in nearly every set, so that a pod costs one place in a list; those
 * that would leave a large hole in it are kept apart.
 *
 * Invariant: no ordinal is in both.
 */
export class PodsByOrdinal {
  readonly #dense: (Pod | undefined)[] = []
  readonly #sparse = new Map<number, Pod>()

  get(ordinal: number): Pod | undefined {
    return this.#dense[ordinal] ?? this.#sparse.get(ordinal)
  }

  set(ordinal: number, pod: Pod): void {
    if (ordinal >= this.#dense.length + LARGEST_GAP || this.#sparse.has(ordinal)) {
      this.#sparse.set(ordinal, pod)
      return
    }
    while (this.#dense.length < ordinal) this.#dense.push(undefined)
    this.#dense[ordinal] = pod
  }

  delete(ordinal: number): void {
    if (ordinal < this.#dense.length) this.#dense[ordinal] = undefined
    this.#sparse.delete(ordinal)
  }

  /** The ordinals of all pods, dense ones from the lowest up, then the others as they came. */
  *ordinals(): IterableIterator<number> {
    for (let ordinal = 0; ordinal < this.#dense.length; ordinal++) {
      if (this.#dense[ordinal] !== undefined) yield ordinal
    }
    yield* this.#sparse.keys()
  }
}
