import type { LabelSelector, StringMap } from '@seatrial/core'

/** Something that selects objects by their labels. */
export interface Selecting {
  readonly selector: LabelSelector
}

/**
 * Many selectors, asked which of them match: each lies under one label that it demands, so that an object
 * is held against those of its own labels only, and against the few that demand no certain label.
 */
export class SelectorIndex<T extends Selecting> {
  readonly #byLabel = new Map<string, Map<string, Set<T>>>()
  readonly #others = new Set<T>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(item: T): void {
    this.#size++
    this.#shelfFor(item).add(item)
  }

  delete(item: T): void {
    this.#size--
    this.#shelfFor(item).delete(item)
  }

  /** All whose selector matches these labels, in no promised order. */
  matching(labels: StringMap): T[] {
    const found: T[] = []
    for (const item of this.#others) if (item.selector.matches(labels)) found.push(item)
    for (const key in labels) {
      const shelf = this.#byLabel.get(key)?.get(labels[key]!)
      if (shelf === undefined) continue
      for (const item of shelf) if (item.selector.matches(labels)) found.push(item)
    }
    return found
  }

  #shelfFor({ selector }: T): Set<T> {
    const demanded = selector.requirements?.find(({ operator }) => operator === 'Equals')
    if (demanded?.operator !== 'Equals') return this.#others
    const { key, value } = demanded
    const byValue = this.#byLabel.get(key) ?? new Map<string, Set<T>>()
    const shelf = byValue.get(value) ?? new Set<T>()
    this.#byLabel.set(key, byValue)
    byValue.set(value, shelf)
    return shelf
  }
}
